/* The editor of a form: of the answers on which a question can depend, only those of the question that was chosen are shown. */
(() => {
  "use strict";
  const show = () => {
    const chosen = document.querySelector("[data-decides]")?.value ?? "";
    for (const answers of document.querySelectorAll("[data-answers-of]")) answers.hidden = answers.dataset.answersOf !== chosen;
  };
  document.addEventListener("change", (event) => event.target.matches("[data-decides]") && show());
  document.addEventListener("DOMContentLoaded", () => {
    show();
    new MutationObserver(show).observe(document.getElementById("main"), { childList: true, subtree: true });
  });
})();
