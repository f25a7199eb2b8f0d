/*
 * The composer of a request's page. While somebody types, the text goes to the address in data-draft once he pauses, so
 * that neither a lost session nor a closed tab loses it; the line with role=status says when. Ctrl+Enter sends. Files
 * that are pasted are uploaded like chosen ones.
 */
(() => {
  "use strict";
  const PAUSE = 900;
  const AGAIN = 5000;
  let timer = null;
  let saving = null;

  const field = () => document.querySelector("[data-draft]");
  const state = () => document.getElementById("reply-state");
  const say = (text) => {
    if (state()) state().textContent = text;
  };

  const save = async () => {
    const text = field();
    timer = null;
    if (!text) return;
    saving?.abort();
    saving = new AbortController();
    say(state().dataset.saving);
    try {
      const answer = await fetch(text.dataset.draft, { method: "PUT", body: text.value, signal: saving.signal });
      if (answer.ok) say(await answer.text());
      else if (answer.status === 401) say(state().dataset.ended);
      else later(AGAIN);
    } catch (failure) {
      if (failure.name !== "AbortError") later(AGAIN);
    }
  };
  const later = (wait) => {
    clearTimeout(timer);
    if (wait === AGAIN) say(state().dataset.failed);
    timer = setTimeout(save, wait);
  };
  const stop = () => {
    clearTimeout(timer);
    timer = null;
    saving?.abort(); // what is sent now must not come back as a draft
  };

  document.addEventListener("input", (event) => {
    if (event.target === field()) later(PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const box = event.target.closest?.("[data-composer]");
    if (!box) return;
    event.preventDefault();
    box.querySelector("button[id$=send-reply], button[type=submit]")?.click();
  });
  document.addEventListener("paste", (event) => {
    const box = event.target.closest?.("[data-composer]");
    const upload = box?.querySelector("input[type=file]");
    if (!upload || !event.clipboardData?.files.length) return;
    event.preventDefault();
    const pasted = new DataTransfer();
    for (const file of event.clipboardData.files) pasted.items.add(file);
    upload.files = pasted.files;
    upload.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#send-reply")) return;
    stop();
    say(state().dataset.sending);
  }, true);
  addEventListener("pagehide", () => {
    if (timer && field()) fetch(field().dataset.draft, { method: "PUT", body: field().value, keepalive: true });
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (field() && field().value !== field().defaultValue) later(PAUSE); // restored from this tab
    // PrimeFaces tells jQuery what becomes of its requests; the reply is still in its field when one fails.
    window.jQuery?.(document).on("pfAjaxError", () => state()?.textContent === state()?.dataset.sending && say(state().dataset.unsent));
  });
})();
