/* Lookup fields: the list that a company system offers while one types (ARIA combobox with a listbox). */
(() => {
  "use strict";
  const PAUSE = 300; // milliseconds without a key before it is asked
  const FEWEST = 2;
  let timer, asked = 0;
  const boxOf = (node) => node?.closest?.("[data-lookup]");
  const text = (box) => box.querySelector("[role=combobox]");
  const hidden = (box) => box.querySelector("input[type=hidden]");
  const list = (box) => box.querySelector("[role=listbox]");
  const options = (box) => [...list(box).children];
  const active = (box) => options(box).find((option) => option.getAttribute("aria-selected") === "true");
  const say = (box, words) => { box.querySelector("[data-lookup-state]").textContent = words; };
  const open = (box, isOpen) => {
    list(box).hidden = !isOpen;
    text(box).setAttribute("aria-expanded", isOpen);
    if (!isOpen) point(box, undefined);
  };
  const point = (box, option) => {
    for (const one of options(box)) one.setAttribute("aria-selected", one === option);
    if (option) {
      text(box).setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else text(box).removeAttribute("aria-activedescendant");
  };
  const show = (box, offered) => {
    list(box).replaceChildren(...offered.map(({ value, label }, place) => {
      const option = document.createElement("li");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.id = `${list(box).id}-${place}`;
      option.dir = "auto";
      option.dataset.value = value;
      option.textContent = label;
      return option;
    }));
    open(box, offered.length > 0);
  };
  const choose = (box, option) => {
    clearTimeout(timer);
    asked++; // what is on its way comes too late
    hidden(box).value = option.dataset.value;
    text(box).value = option.textContent;
    say(box, "");
    open(box, false);
    text(box).focus();
    text(box).dispatchEvent(new Event("change", { bubbles: true }));
  };
  const ask = async (box) => {
    if (!box.isConnected) return; // rendered anew while it waited
    const question = ++asked;
    const typed = text(box).value.trim();
    if (typed.length < FEWEST) return;
    say(box, box.dataset.busy);
    text(box).setAttribute("aria-busy", "true");
    let answer = { options: [], says: box.dataset.broken };
    try {
      const response = await fetch(`${box.dataset.lookup}&q=${encodeURIComponent(typed)}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (response.ok) answer = await response.json();
    } catch { /* said below */ }
    if (question !== asked || !box.isConnected) return;
    text(box).removeAttribute("aria-busy");
    show(box, document.activeElement === text(box) ? answer.options : []);
    say(box, answer.says);
  };
  // Before form.js hears it: what was chosen is not what is typed now.
  document.addEventListener("input", (event) => {
    const box = boxOf(event.target);
    if (!box) return;
    hidden(box).value = "";
    clearTimeout(timer);
    asked++;
    text(box).removeAttribute("aria-busy");
    open(box, false);
    say(box, "");
    if (text(box).value.trim().length >= FEWEST) timer = setTimeout(() => ask(box), PAUSE);
  }, true);
  document.addEventListener("keydown", (event) => {
    const box = event.target.getAttribute?.("role") === "combobox" ? boxOf(event.target) : null;
    if (!box || event.isComposing) return;
    const all = options(box);
    const isOpen = !list(box).hidden;
    const place = all.indexOf(active(box));
    if (event.key === "Escape" && isOpen) open(box, false);
    else if (event.key === "Enter" && isOpen && active(box)) choose(box, active(box));
    else if (event.key === "ArrowDown" && all.length > 0) {
      open(box, true);
      point(box, all[(place + 1) % all.length]);
    } else if (event.key === "ArrowUp" && all.length > 0) {
      open(box, true);
      point(box, all[place <= 0 ? all.length - 1 : place - 1]);
    } else return;
    event.preventDefault();
  });
  // The list keeps the focus where it is.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-lookup] [role=option]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("[data-lookup] [role=option]");
    if (option) choose(boxOf(option), option);
  });
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box) open(box, false);
  });
})();
