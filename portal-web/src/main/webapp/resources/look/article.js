/* The article that is being written goes to the server as a draft once its writer pauses; the line with role=status says when. */
(() => {
  "use strict";
  const PAUSE = 900;
  const AGAIN = 5000;
  let timer = null;
  let saving = null;

  const state = () => document.getElementById("article-state");
  const field = (id) => document.getElementById(id);
  const request = () => ({
    method: "POST",
    body: new URLSearchParams({
      id: state().dataset.id, version: state().dataset.version, question: field("question").value, answer: field("answer").value,
    }),
  });
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const save = async () => {
    timer = null;
    saving?.abort();
    saving = new AbortController();
    state().textContent = state().dataset.saving;
    try {
      const answer = await fetch(state().dataset.url, { ...request(), signal: saving.signal });
      if (answer.ok) state().textContent = await answer.text();
      else if (answer.status === 401) state().textContent = state().dataset.ended;
      else fail();
    } catch (failure) {
      if (failure.name !== "AbortError") fail();
    }
  };
  const fail = () => {
    state().textContent = state().dataset.failed;
    later(AGAIN);
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches("#question, #answer")) later(PAUSE);
  });
  // What is saved now must not come back as a draft.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#article-form button")) return;
    clearTimeout(timer);
    timer = null;
    saving?.abort();
  }, true);
  addEventListener("pagehide", () => {
    if (timer) fetch(state().dataset.url, { ...request(), keepalive: true });
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (["question", "answer"].some((id) => field(id).value !== field(id).defaultValue)) later(PAUSE); // restored from this tab
  });
})();
