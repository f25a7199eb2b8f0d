/*
 * Live pages: <div id="live" data-watch="request=R-2026-000123" data-live="Live" data-lost="Updated {0}">.
 * The socket says only "look again"; the page then asks the server by the remote command guichetRefresh(), with the
 * reader's own rights. When the socket is lost, the page says so and looks again by itself every 30 s.
 */
(() => {
  "use strict";
  const POLL = 30000;
  let delay = 1000;
  let poll = null;
  let pending = false;
  let busy = false;
  let unseen = false;

  const live = () => document.getElementById("live");
  // As the server writes it: 22:21, in French 22 h 21.
  const clock = () => {
    const [hour, minute] = new Date().toTimeString().split(":");
    return document.documentElement.lang === "fr" ? `${Number(hour)}\u00a0h\u00a0${minute}` : `${hour}:${minute}`;
  };
  const say = (connected) => {
    const sign = live();
    if (!sign) return;
    sign.classList.toggle("is-lost", !connected);
    sign.textContent = connected ? sign.dataset.live : sign.dataset.lost.replace("{0}", clock());
  };

  // A menu that someone opens must not vanish under his hand: a refresh waits until it is closed, and the answer to what
  // was on its way opens it again. From the press on: when its place is rendered anew before the release, no click follows.
  let opened = null;
  const menus = () => [...document.querySelectorAll("details.menu")];
  const openMenu = () => document.querySelector("details.menu[open]");
  const remember = (menu) => {
    opened = { menu, place: menus().indexOf(menu) };
  };
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.matches("details.menu")) return;
    if (menu.open) remember(menu);
    else if (opened?.menu === menu) opened = null;
    if (!menu.open && pending) refresh();
  }, true);
  document.addEventListener("pointerdown", (event) => {
    const menu = event.target.closest("details.menu > summary")?.parentElement;
    if (menu && !menu.open) remember(menu);
  }, true);
  document.addEventListener("pointerup", () => setTimeout(() => {
    if (opened?.menu.isConnected && !opened.menu.open) opened = null; // released elsewhere
  }), true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("details.menu button")) return;
    opened = null;
    setTimeout(() => pending && refresh(), 1000); // its answer replaces the menu, which then never closes
  }, true);
  // A button that is rendered anew while it is pressed would lose the click.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    pressed = event.target.closest("button[id]");
  }, true);
  document.addEventListener("pointerup", (event) => {
    const before = pressed;
    pressed = null;
    if (!before || before.isConnected) return;
    const now = document.getElementById(before.id);
    if (now?.contains(document.elementFromPoint(event.clientX, event.clientY))) now.click();
  }, true);
  const reopen = () => {
    if (opened && !opened.menu.isConnected && !openMenu()) menus()[opened.place]?.setAttribute("open", "");
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  };

  // What someone has unfolded stays so.
  const unfolded = new Set();
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches("details.fold") || busy) return;
    if (event.target.open) unfolded.add(event.target.id);
    else unfolded.delete(event.target.id);
  }, true);

  // One refresh at a time; what is announced meanwhile causes one more.
  const refresh = () => {
    if (busy || openMenu()) {
      pending = true;
      return;
    }
    if (!window.guichetRefresh) {
      setTimeout(refresh, 100); // the page is still being built
      return;
    }
    busy = true;
    pending = false;
    unseen = document.hidden;
    window.guichetRefresh([{ name: "seen", value: !document.hidden }]);
  };
  // What came while nobody looked is seen when somebody does.
  document.addEventListener("visibilitychange", () => unseen && !document.hidden && refresh());
  window.guichetRefreshed = () => {
    busy = false;
    reopen();
    if (poll) say(false);
    if (pending) refresh();
  };

  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/live?${live().dataset.watch}`);
    socket.onopen = () => {
      delay = 1000;
      clearInterval(poll);
      poll = null;
      say(true);
      refresh(); // what was announced before the socket listened
      document.dispatchEvent(new Event("guichet:bell"));
      document.dispatchEvent(new Event("guichet:live"));
    };
    window.guichetSay = (word) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(word);
      return socket.readyState === WebSocket.OPEN;
    };
    socket.onmessage = (event) => {
      if (event.data.startsWith("presence ")) { // says all it has to say
        document.dispatchEvent(new CustomEvent("guichet:presence", { detail: JSON.parse(event.data.slice(9)) }));
        return;
      }
      window.guichetHeard?.(event.data); // counts come along with it
      if (event.data === "bell") document.dispatchEvent(new Event("guichet:bell"));
      if (event.data !== "bell" || live().dataset.watch.startsWith("bell")) refresh();
    };
    socket.onclose = (event) => {
      document.dispatchEvent(new CustomEvent("guichet:presence", { detail: [] })); // nobody knows now
      if (!poll) {
        poll = setInterval(refresh, POLL);
        say(false);
      }
      if (event.code === 1008) return; // refused: asking again would be refused again
      setTimeout(connect, delay + Math.random() * 500);
      delay = Math.min(delay * 2, POLL);
    };
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!live()) return;
    connect();
    window.jQuery?.(document).on("pfAjaxComplete", reopen); // PrimeFaces tells of the page's own requests in its own way
  });
})();
