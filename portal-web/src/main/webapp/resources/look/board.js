/*
 * The board. A card moves by pointer, by keys (Space takes it, arrows choose the column, Enter or Space lays it down, Escape
 * leaves it) and by its menu; all three send the same plain form. It is shown in its new place at once; what the server
 * answers is the board as it is, so a card that somebody else has moved meanwhile goes where it belongs.
 */
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const cardOf = (number) => document.querySelector(`[data-card="${CSS.escape(number)}"]`);
  const columns = () => [...document.querySelectorAll("[data-column]")];
  const columnOf = (status) => columns().find((column) => column.dataset.column === status);
  const steps = (card) => card.dataset.next.split(" ").filter(Boolean);
  const say = (pattern, ...values) => {
    byId("board-voice").textContent = values.reduce((text, value, place) => text.replace(`{${place}}`, value), pattern);
  };

  // What is being moved, and where to: columns that it cannot go to look shut.
  let moved = null;
  let over = null;
  let sending = false;
  const begin = (card) => {
    moved = card;
    const open = steps(card);
    card.classList.add("is-taken");
    for (const column of columns()) {
      const own = column === card.closest("[data-column]");
      column.classList.toggle("is-open", open.includes(column.dataset.column));
      column.classList.toggle("is-shut", !own && !open.includes(column.dataset.column));
    }
  };
  const aim = (column) => {
    over = column;
    for (const one of columns()) one.classList.toggle("is-over", one === column);
  };
  const end = () => {
    moved?.classList.remove("is-taken");
    moved = null;
    aim(null);
    for (const column of columns()) column.classList.remove("is-open", "is-shut");
    if (waiting) look();
  };

  // The board as the server has it now. Nobody's card is taken out of his hand.
  let waiting = false;
  const replace = (page) => {
    const board = page.getElementById("board");
    if (!board) return;
    const focused = document.activeElement.closest("[data-card]")?.dataset.card;
    const inMenu = document.activeElement.matches("summary");
    const scrolled = document.querySelector(".board__cols").scrollLeft;
    const tab = document.querySelector("[data-column].is-current")?.dataset.column;
    byId("board").replaceWith(document.adoptNode(board));
    show(tab);
    document.querySelector(".board__cols").scrollLeft = scrolled;
    if (focused) cardOf(focused)?.querySelector(inMenu ? "summary" : "a")?.focus();
  };
  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const address = () => {
    const here = new URL(location.href);
    here.searchParams.delete("said");
    here.searchParams.delete("number");
    return here;
  };
  const look = async () => {
    if (moved || sending || document.querySelector("details.menu[open]")) {
      waiting = true;
      return;
    }
    waiting = false;
    const answer = await fetch(address(), { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = await read(answer);
    if (moved || sending) waiting = true; // a card was taken meanwhile
    else replace(page);
  };
  window.guichetHeard = (message) => {
    const json = message.startsWith("queue {") ? JSON.parse(message.slice(6)) : {};
    for (const sign of document.querySelectorAll("[data-queue]"))
      if (sign.dataset.queue in json) sign.textContent = json[sign.dataset.queue];
  };
  window.guichetRefresh = async () => {
    try {
      await look();
    } catch {
      // the portal is away: live.js says so and asks again
    } finally {
      setTimeout(() => window.guichetRefreshed(), 1000); // however much happens: once a second
    }
  };

  const send = async (card, to) => {
    const back = { list: card.parentElement, before: card.nextElementSibling };
    const { card: number, version } = card.dataset;
    sending = true;
    columnOf(to)?.querySelector(".board__cards").prepend(card); // at once; the answer decides
    card.classList.add("is-sent");
    card.querySelector("a").focus();
    const form = byId("move");
    const body = new URLSearchParams(new FormData(form));
    body.set("move", `${number}:${version}:${to}`);
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      if (!answer.ok) throw new Error(answer.status);
      const page = await read(answer);
      sending = false;
      replace(page);
      byId("said").replaceChildren(...document.adoptNode(page.getElementById("said")).childNodes);
      cardOf(number)?.querySelector("a").focus();
    } catch {
      sending = false;
      back.list.insertBefore(card, back.before?.isConnected ? back.before : null);
      card.classList.remove("is-sent");
      byId("said").textContent = byId("main").dataset.away;
    }
    if (waiting) look().catch(() => {});
  };

  // By pointer.
  document.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.("[data-card]");
    if (!card || sending || !steps(card).length) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.card);
    setTimeout(() => begin(card)); // a browser that sees its source change at once ends the drag
  });
  const target = (event) => {
    const column = event.target.closest?.("[data-column]");
    return moved && column && steps(moved).includes(column.dataset.column) ? column : null;
  };
  document.addEventListener("dragover", (event) => {
    const column = target(event);
    if (column) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
    }
    if (moved && column !== over) aim(column);
  });
  document.addEventListener("drop", (event) => {
    const column = target(event);
    if (!column) return;
    event.preventDefault();
    const card = moved;
    end();
    send(card, column.dataset.column);
  });
  document.addEventListener("dragend", () => moved && end());

  // By keys.
  const keys = {
    ArrowRight: 1,
    ArrowLeft: -1,
  };
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest?.("[data-card]");
    if (moved && event.key === "Escape") {
      event.preventDefault();
      say(byId("main").dataset.left, moved.dataset.card);
      end();
      return;
    }
    if (!card || !event.target.matches("a") || sending) return;
    if (!moved && event.key === " ") {
      event.preventDefault();
      if (!steps(card).length) return say(byId("main").dataset.stuck, card.dataset.card);
      begin(card);
      say(byId("main").dataset.taken, card.dataset.card);
    } else if (moved && event.key in keys) {
      event.preventDefault();
      const open = columns().filter((column) => column.classList.contains("is-open"));
      const from = over ? open.indexOf(over) : keys[event.key] > 0 ? -1 : open.length;
      const column = open[Math.max(0, Math.min(open.length - 1, from + keys[event.key]))];
      aim(column);
      column.scrollIntoView({ block: "nearest", inline: "nearest" });
      say(byId("main").dataset.over, column.dataset.name, open.indexOf(column) + 1, open.length);
    } else if (moved && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      const [taken, column] = [moved, over];
      end();
      if (column) send(taken, column.dataset.column);
    }
  });
  document.addEventListener("focusout", (event) => {
    if (moved && !sending && event.target.closest("[data-card]") === moved && event.relatedTarget) end();
  });

  // By the menu of a card.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "move" || !event.submitter) return;
    event.preventDefault();
    const card = event.submitter.closest("[data-card]");
    event.submitter.closest("details").open = false;
    if (!sending) send(card, event.submitter.value.split(":")[2]);
  });

  // A narrow screen shows one column.
  const show = (status) => {
    for (const column of columns()) column.classList.toggle("is-current", column.dataset.column === status);
    for (const tab of document.querySelectorAll("[data-tab]")) tab.setAttribute("aria-current", tab.dataset.tab === status);
  };
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-tab]");
    if (!tab) return;
    event.preventDefault();
    show(tab.dataset.tab);
    byId("move").elements.column.value = tab.dataset.tab.toLowerCase();
    const here = address();
    here.searchParams.set("column", tab.dataset.tab.toLowerCase());
    history.replaceState(history.state, "", here);
  });
})();
