/*
 * Calling a colleague in a note: behind @ the names of <textarea data-colleagues="address"> are offered. The focus stays in
 * the text: arrows choose, Enter or Tab takes, Escape closes. Whoever is called is told by the server, which reads the text.
 */
(() => {
  "use strict";
  const MOST = 8;
  let names = null;
  let list = null;
  let field = null;

  // What stands between the last @ and the cursor; null when the cursor is behind none.
  const typed = () => {
    const before = field.value.slice(0, field.selectionEnd);
    return before.match(/(?:^|[\s(])@([^@\n]{0,40})$/)?.[1] ?? null;
  };
  const options = () => [...(list?.children ?? [])];
  const choose = (option) => {
    for (const one of options()) one.setAttribute("aria-selected", one === option);
    option?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option?.id ?? "");
  };
  const close = () => {
    list?.remove();
    list = null;
    for (const name of ["aria-controls", "aria-activedescendant", "aria-autocomplete", "aria-haspopup"]) field?.removeAttribute(name);
  };
  const open = (found) => {
    if (!list) {
      list = document.createElement("ul");
      list.id = "colleagues";
      list.className = "items mentions";
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", field.dataset.colleaguesLabel);
      field.after(list);
      field.setAttribute("aria-haspopup", "listbox");
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-controls", list.id);
    }
    list.replaceChildren(...found.map((name, at) => {
      const option = document.createElement("li");
      option.id = `colleague-${at}`;
      option.setAttribute("role", "option");
      option.textContent = name;
      return option;
    }));
    choose(list.firstElementChild);
  };
  const take = (option) => {
    const at = field.selectionEnd;
    const from = at - typed().length;
    const text = `${option.textContent} `;
    close();
    field.focus();
    field.setSelectionRange(from, at);
    if (document.execCommand("insertText", false, text)) return;
    field.setRangeText(text, from, at, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const offer = async () => {
    if (typed() === null) return close();
    if (!names) {
      const answer = await fetch(field.dataset.colleagues, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer?.ok) return;
      names = await answer.json();
    }
    const words = typed()?.toLowerCase();
    const found = words === undefined ? [] : names
      .filter((name) => name.toLowerCase().startsWith(words) || name.toLowerCase().includes(` ${words}`)).slice(0, MOST);
    if (found.length) open(found);
    else close();
  };
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("[data-colleagues]")) return;
    if (field && field !== event.target) close();
    field = event.target;
    offer();
  });
  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== field) return;
    const all = options();
    const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      take(all[at]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  }, true);
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.("#colleagues [role=option]");
    if (!option) return;
    event.preventDefault(); // the focus stays in the text
    take(option);
  });
  document.addEventListener("focusout", (event) => event.target === field && close());
})();
