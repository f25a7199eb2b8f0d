// Reads the file that somebody chooses into a hidden field, so that it travels with what else is typed.
(() => {
  "use strict";
  const MOST_BYTES = 500_000;

  document.addEventListener("change", async (event) => {
    const input = event.target.closest("input[type=file][data-reads]");
    if (!input) return;
    const field = document.getElementById(input.dataset.reads);
    const error = document.getElementById(`${input.id}-error`);
    const file = input.files[0];
    const tooLarge = Boolean(file) && file.size > MOST_BYTES;
    error.textContent = tooLarge ? input.dataset.tooLarge : "";
    error.hidden = !tooLarge;
    field.value = file && !tooLarge ? await file.text() : "";
  });
})();
