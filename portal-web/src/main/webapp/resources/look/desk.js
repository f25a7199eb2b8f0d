/*
 * Keys of the back office: Ctrl K (or ⌘ K) opens the palette, ? lists the keys, / goes to the search. Keys without Ctrl do
 * nothing while somebody writes, in a dialog, or when they are switched off (WCAG 2.1.4).
 */
(() => {
  "use strict";
  const writes = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]");

  /** Whether a key without Ctrl may do something now. */
  window.guichetKey = (event) =>
    !event.ctrlKey && !event.metaKey && !event.altKey && !writes(event.target) && !document.querySelector("dialog[open]") &&
    document.getElementById("keys")?.dataset.shortcuts !== "off";

  const palette = () => document.getElementById("palette");
  const options = () => [...palette().querySelectorAll("[role=option]:not([hidden])")];
  const choose = (option) => {
    for (const one of palette().querySelectorAll("[role=option]")) one.setAttribute("aria-selected", one === option);
    option?.scrollIntoView({ block: "nearest" });
    document.getElementById("palette-text").setAttribute("aria-activedescendant", option?.id ?? "");
  };

  // 123 is R-<this year>-000123, and whatever is typed can be searched for.
  const typedOptions = (text) => {
    for (const one of palette().querySelectorAll("[data-typed]")) one.remove();
    if (!text) return;
    const base = palette().dataset.base ?? ""; // Facelets leaves out what is empty
    const number = text.toUpperCase().match(/^(?:R-)?(?:(\d{4})-)?0*(\d{1,9})$/);
    const add = (id, words, href) => {
      const option = document.createElement("li");
      option.id = id;
      option.setAttribute("role", "option");
      option.dataset.href = href;
      option.dataset.typed = "";
      option.textContent = words;
      document.getElementById("palette-list").append(option);
      return option;
    };
    if (number) {
      const whole = `R-${number[1] ?? new Date().getFullYear()}-${number[2].padStart(6, "0")}`;
      document.getElementById("palette-list").prepend(
        add("to-number", palette().dataset.open.replace("{0}", whole), `${base}/request?number=${whole}`));
    }
    add("to-search", palette().dataset.find.replace("{0}", text), `${base}/requests?q=${encodeURIComponent(text)}`);
  };
  const filter = () => {
    const text = document.getElementById("palette-text").value.trim();
    for (const option of palette().querySelectorAll("[role=option]:not([data-typed])"))
      option.hidden = !option.textContent.toLowerCase().includes(text.toLowerCase());
    typedOptions(text);
    choose(options()[0]);
  };
  const go = (option) => {
    if (option) location.href = option.dataset.href;
  };

  document.addEventListener("keydown", (event) => {
    if (!palette()) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (palette().open || document.querySelector("dialog[open]")) return;
      palette().showModal();
      document.getElementById("palette-text").value = "";
      filter();
    } else if (event.target.id === "palette-text") {
      const all = options();
      const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
      } else if (event.key === "Enter") {
        event.preventDefault();
        go(all[at]);
      }
    } else if (event.key === "?" && window.guichetKey(event)) {
      event.preventDefault();
      document.getElementById("keys").showModal();
    } else if (event.key === "/" && window.guichetKey(event)) {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
  });
  document.addEventListener("input", (event) => event.target.id === "palette-text" && filter());
  document.addEventListener("click", (event) => go(event.target.closest?.("#palette [role=option]")));
})();
