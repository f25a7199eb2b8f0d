/* The form of a service: conditions, saving while typing, files. What is right and wrong only the server decides. */
(() => {
  "use strict";
  const QUIET = 1200; // milliseconds without a key before it is saved
  const byId = (id) => document.getElementById(id);
  const state = () => byId("form-state")?.dataset;
  const fields = () => [...document.querySelectorAll("#sheet [data-field]")];
  const inputs = (within = byId("sheet")) => (within ? [...within.querySelectorAll("[name^='q-']")] : []);
  const isSet = (input) => !/^(radio|checkbox)$/.test(input.type) || input.checked;
  let dirty = false, saving = false, blocked = false, leaving = false, timer;
  let draft, version; // of the draft, as far as this window knows: the page's own view may be older than the last save
  const know = () => {
    version = Math.max(Number(state().version), state().draft === draft ? version : 0);
    draft = state().draft;
  };

  // ---- What was typed, as the server reads it
  const answers = () => {
    const form = new URLSearchParams();
    for (const input of inputs()) if (isSet(input)) form.append(input.name, input.value);
    return form;
  };
  // In this tab and for this person until the server has it, with the version it was written on: a lost session or network loses nothing.
  const place = () => `draft:${document.documentElement.dataset.person}:${state().draft}`;
  const keepHere = () => sessionStorage.setItem(place(), `${version}\n${answers()}`);
  const bringBack = () => {
    const kept = sessionStorage.getItem(place());
    if (kept === null || !byId("sheet")) return;
    const written = kept.slice(kept.indexOf("\n") + 1);
    if (written === answers().toString()) return sessionStorage.removeItem(place());
    const form = new URLSearchParams(written);
    for (const input of inputs()) {
      const values = form.getAll(input.name);
      if (/^(radio|checkbox)$/.test(input.type)) input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
    if (!kept.startsWith(`${version}\n`)) {
      blocked = true; // saved elsewhere since: the person decides
      byId("draft-conflict").hidden = false;
    }
  };

  // ---- Saving
  const say = (text) => { if (byId("draft-state")) byId("draft-state").textContent = text; };
  const request = (known) => {
    const body = answers();
    body.append("asked", "1");
    body.append("type", state().type);
    body.append("draft", state().draft);
    body.append("customer", state().customer ?? "");
    body.append("version", known);
    return { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } };
  };
  const later = (delay = QUIET) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const save = async (known = version) => {
    if (!byId("sheet") || blocked || leaving || !state().url) return;
    if (saving) return later();
    saving = true;
    dirty = false;
    const sent = answers().toString();
    say(state().saving);
    try {
      const answer = await fetch(state().url, request(known));
      if (answer.status === 401) {
        blocked = true;
        byId("draft-signed-out").hidden = false;
        say(state().offline);
      } else if (answer.status === 409) {
        blocked = true;
        byId("draft-conflict").hidden = false;
        say("");
      } else {
        const { version: now, says, problems } = await answer.json();
        if (now !== undefined) {
          version = now;
          if (byId("sheet") && answers().toString() === sent) sessionStorage.removeItem(place());
          else if (byId("sheet")) keepHere();
          show(problems);
        }
        say(says);
      }
    } catch {
      say(state().offline);
      later(10 * QUIET);
    } finally {
      saving = false;
      if (dirty) later();
    }
  };
  const changed = (event) => {
    if (!event.target.name?.startsWith("q-") || !byId("sheet")) return;
    conditions(true);
    if (!state().url) return; // a preview keeps nothing
    dirty = true;
    leaving = false;
    keepHere();
    later();
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  // Who leaves the page within the quiet moment loses nothing either.
  addEventListener("pagehide", () => {
    if (dirty && !blocked && byId("sheet")) fetch(state().url, { ...request(version), keepalive: true });
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-draft-mine]")) {
      blocked = false;
      byId("draft-conflict").hidden = true;
      save("mine");
    }
    if (event.target.closest("[data-draft-theirs]")) {
      dirty = false;
      sessionStorage.removeItem(place());
    }
  });

  // ---- What is wrong with what was typed, in the server's words; never under the writer's hands
  const show = (problems) => {
    for (const box of document.querySelectorAll("#sheet [data-error-of]")) {
      const field = box.closest("[data-field]");
      const own = inputs(field).filter((input) => input.name === `q-${box.dataset.errorOf}`);
      const problem = problems[box.dataset.errorOf];
      const answered = own.some((input) => isSet(input) && input.value !== "" && input.value !== "-");
      if (own.includes(document.activeElement) && problem) continue;
      if (!problem && !answered && box.firstElementChild) continue; // still missing, as the server said
      if (problem) {
        const text = byId("error-template").content.cloneNode(true);
        text.querySelector("span").textContent = problem;
        if (box.textContent.trim() !== problem) box.replaceChildren(text);
      } else box.replaceChildren();
      for (const input of own) if (!/^(radio|checkbox)$/.test(input.type)) input.setAttribute("aria-invalid", Boolean(problem));
      const toMend = field.querySelector("[data-error-of] > .err") !== null;
      field.classList.toggle("field--err", toMend);
      field.classList.toggle("field--cond", !toMend && Boolean(field.dataset.when));
    }
  };
  // A problem that was held back while its input had the focus
  document.addEventListener("focusout", (event) => {
    if (event.target.name?.startsWith("q-") && version > 0 && !dirty && event.target.value !== "") later(100);
  });

  // ---- Questions that depend on answers
  const conditions = (announce) => {
    const asked = new Map();
    for (const field of fields()) {
      const { when, is, field: key, label } = field.dataset;
      const given = !when || (asked.get(when) ?? []).some((value) => is.split(" ").includes(value));
      asked.set(key, given ? inputs(field).filter(isSet).map((input) => input.value) : []);
      if (field.dataset.shown === String(given)) continue;
      field.dataset.shown = given;
      if (announce && given) byId("form-news").textContent = state().appeared.replace("{0}", label);
    }
  };

  // ---- Files
  const onTheirWay = new Set();
  // What was stopped has lost its row.
  const uploads = () => [...onTheirWay].filter((file) => file.row?.[0]?.isConnected).length;
  // Sending while a file is on its way would send without it.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#send, #review, #close") || uploads() === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(state().uploading);
  }, true);
  // The form itself is on its way: a draft saved behind it would come too late.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#send, #review, #close")) return;
    clearTimeout(timer);
    dirty = false;
    leaving = true;
  });
  // A file that is too large is not even begun.
  const refuse = (chosen) => {
    const message = byId("files-large");
    const large = chosen.filter((file) => file.size > Number(message.dataset.most));
    message.hidden = large.length === 0;
    message.querySelector("span").textContent = large.map((file) => message.dataset.text.replace("{0}", file.name)).join(" ");
    for (const file of large) file.row?.remove();
    return large.length > 0;
  };
  const files = () => {
    const widget = byId("files");
    if (!widget || widget.dataset.ready || !window.jQuery?.(widget).data("blueimpFileupload")) return;
    widget.dataset.ready = "";
    window.jQuery(widget).fileupload("option", "pasteZone", window.jQuery(document));
    window.jQuery(widget).on("fileuploadfail", (event, data) => {
      if (data.errorThrown === "abort") return;
      byId("files-broken").hidden = false;
    });
    window.jQuery(widget).on("fileuploadsend", (event, data) => {
      if (refuse(data.files)) return event.preventDefault();
      for (const file of data.files) onTheirWay.add(file);
      for (const row of widget.querySelectorAll(".ui-fileupload-row")) {
        const name = row.querySelector(".ui-fileupload-filename").textContent;
        row.querySelector(".ui-progressbar")?.setAttribute("aria-label", name);
        row.querySelector(".ui-fileupload-cancel")?.setAttribute("aria-label", state().stop.replace("{0}", name));
      }
    });
    window.jQuery(widget).on("fileuploaddone", (event, data) => {
      for (const file of data.files) onTheirWay.delete(file);
      byId("files-broken").hidden = true;
      dirty = true;
      later();
    });
  };

  // ---- Begin, and again after the server has rendered the questions anew
  const begin = () => {
    if (!state()) return;
    know();
    leaving = false;
    clearTimeout(timer);
    const review = document.querySelector("[data-review]:not([data-seen])");
    if (review) {
      review.dataset.seen = "";
      review.focus();
      sessionStorage.removeItem(place()); // the server has it
    }
    conditions(false);
    files();
    dirty = byId("sheet") !== null && sessionStorage.getItem(place()) !== null;
    if (dirty) later(0);
  };
  document.addEventListener("DOMContentLoaded", () => {
    if (!state()) return;
    know();
    bringBack();
    begin();
    new MutationObserver((changes) => {
      if (changes.some((change) => [...change.addedNodes].some((node) => node.id === "questions"))) begin();
    }).observe(byId("form"), { childList: true, subtree: true });
  });
  addEventListener("load", files);
})();
