/*
 * The bell in the bar: it asks how much is unread when it is told so. A page with a live socket hears it there (live.js);
 * every other page opens one of its own, which watches nothing else.
 */
(() => {
  "use strict";
  const MOST_WAIT = 30000;
  let delay = 1000;
  const bell = () => document.getElementById("bell");

  const look = async () => {
    const answer = await fetch(bell().dataset.count, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    const { count, label } = await answer.json();
    bell().querySelector(".bell__n").textContent = count;
    bell().setAttribute("aria-label", label);
  };

  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/live?bell=alone`);
    socket.onopen = () => {
      delay = 1000;
      look();
    };
    socket.onmessage = look;
    socket.onclose = (event) => {
      if (event.code === 1008) return; // signed out
      setTimeout(connect, delay + Math.random() * 500);
      delay = Math.min(delay * 2, MOST_WAIT);
    };
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!bell()) return;
    document.addEventListener("guichet:bell", look);
    if (!document.getElementById("live")) connect();
  });
})();
