/*
 * Menus whose list is fetched when they are opened: <details data-offers="address" data-does="insert" data-into="reply">.
 * A search narrows it; Enter takes the first, also of a list that is still on its way; the arrows go from one to the next.
 */
(() => {
  "use strict";
  const status = (menu, text) => {
    menu.querySelector("[role=status]").textContent = text;
  };
  const buttons = (menu) => [...menu.querySelectorAll(".items button")].filter((button) => !button.parentElement.hidden);

  const entry = (menu, offer) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const name = document.createElement("span");
    const note = document.createElement("small");
    button.type = "button";
    if (!["insert", "macro", "assignee", "team"].includes(menu.dataset.does)) {
      button.type = "submit";
      button.name = menu.dataset.does;
    }
    button.value = offer.value;
    button.offer = offer;
    name.className = "strong";
    name.textContent = offer.name;
    note.textContent = [offer.note, offer.text].filter(Boolean).join(" · ");
    button.append(name, note);
    item.append(button);
    return item;
  };
  const narrow = (menu) => {
    const words = menu.querySelector("input").value.trim().toLowerCase();
    const items = [...menu.querySelectorAll(".items li")];
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(words);
    if (items.length) status(menu, buttons(menu).length ? "" : menu.dataset.nothing);
  };
  const fetched = new WeakMap();
  const fill = async (menu) => {
    const list = menu.querySelector(".items");
    const answer = await fetch(menu.dataset.offers, { headers: { Accept: "application/json" } }).catch(() => null);
    const offers = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!menu.isConnected) return; // the page was refreshed meanwhile
    if (!offers) {
      list.replaceChildren();
      status(menu, menu.dataset.failed);
      return;
    }
    list.replaceChildren(...offers.map((offer) => entry(menu, offer)));
    status(menu, offers.length ? "" : menu.dataset.none);
    narrow(menu);
  };

  // Where the cursor was; in a field that nobody was in yet, its end.
  const touched = new WeakSet();
  document.addEventListener("focusin", (event) => event.target.matches?.("textarea") && touched.add(event.target));
  const insert = (field, text) => {
    const at = touched.has(field) ? field.selectionEnd : field.value.length;
    field.focus();
    field.setSelectionRange(at, at);
    // The only way by which the browser can take it back (Ctrl Z).
    if (document.execCommand("insertText", false, text)) return;
    field.setRangeText(text, at, at, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.matches("details.offers") || !menu.open) return;
    const search = menu.querySelector("input");
    search.value = "";
    search.focus();
    fetched.set(menu, fill(menu));
  }, true);
  document.addEventListener("input", (event) => {
    const menu = event.target.closest("details.offers");
    if (menu) narrow(menu);
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details.offers");
    if (!menu) return;
    const all = buttons(menu);
    const at = all.indexOf(event.target);
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault(); // it would send the form around it
      fetched.get(menu)?.then(() => menu.isConnected && menu.open && buttons(menu)[0]?.click());
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      (next < 0 ? menu.querySelector("input") : all[Math.min(next, all.length - 1)])?.focus();
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("details.offers .items button");
    if (!button?.offer) return;
    const menu = button.closest("details");
    if (menu.dataset.does === "insert") {
      menu.open = false;
      insert(document.getElementById(menu.dataset.into), button.offer.text);
    } else if (button.type === "button") {
      menu.open = false;
      menu.querySelector("summary").focus();
      const command = menu.dataset.does === "macro" ? window.guichetMacro : window.guichetReceiver;
      command([{ name: menu.dataset.does, value: button.value }]);
    }
  });
})();
