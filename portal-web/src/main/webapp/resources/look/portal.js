/* Small services of every page. No inline code anywhere: the Content-Security-Policy forbids it. */
(() => {
  "use strict";

  // The server writes times in this zone from the next page on.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `zone=${encodeURIComponent(zone)};path=/;max-age=31536000;samesite=lax`;

  // Menu on narrow screens
  document.addEventListener("click", (event) => {
    const menu = event.target.closest("#menu");
    if (menu) {
      const open = document.getElementById("nav").classList.toggle("is-open");
      menu.setAttribute("aria-expanded", open);
    }
    for (const account of document.querySelectorAll("details.account[open]")) {
      if (!account.contains(event.target)) account.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.account[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  // A search that answers while one types: <form data-live-search="id of the results">. Enter works without it.
  let searching;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-live-search]");
    const results = form?.dataset.liveSearch && document.getElementById(form.dataset.liveSearch);
    if (!results) return;
    clearTimeout(searching);
    searching = setTimeout(async () => {
      const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      const answer = await fetch(address).catch(() => null);
      if (!answer?.ok || `${form.action}?${new URLSearchParams(new FormData(form))}` !== address) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      results.replaceChildren(...page.getElementById(results.id).childNodes);
      history.replaceState(history.state, "", address);
    }, Number(form.dataset.pause ?? 250));
  });

  // Copy button: <button data-copy="R-2026-000123" data-done="Copied">
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const word = document.createElement("span");
    word.className = "tiny faint";
    word.setAttribute("role", "status");
    word.textContent = button.dataset.done;
    button.after(word);
    setTimeout(() => word.remove(), 3000);
  });

  // The portal does not answer: PrimeFaces would leave the button turning for ever (its "complete" lacks arguments then).
  // It is told beside the button, in the words of <main data-away="…">; the composer and live pages have words of their own.
  const away = (source) => {
    const words = document.querySelector("[data-away]")?.dataset.away;
    if (!words || source?.closest?.("#reply-form, #live-form")) return;
    document.getElementById("away")?.remove();
    const message = document.createElement("p");
    message.id = "away";
    message.className = "say say--warn gap-below";
    message.setAttribute("role", "alert");
    message.textContent = words;
    (document.querySelector("dialog[open] .dialog__body") ?? document.getElementById("main"))?.prepend(message);
  };
  document.addEventListener("DOMContentLoaded", () => {
    const prime = window.PrimeFaces;
    if (!prime) return;
    window.jQuery(document).on("pfAjaxError", (event, xhr, settings) => {
      const source = settings.source?.id ?? settings.source;
      if (xhr.status === 0) away(typeof source === "string" ? document.getElementById(source) : null);
      setTimeout(() => {
        for (const widget of Object.values(prime.widgets)) {
          if (!widget.jq?.hasClass("ui-state-loading")) continue;
          widget.ajaxCount = 0;
          (widget.endAjaxDisabled ?? ((button) => prime.buttonEndAjaxDisabled(button, button.jq)))(widget);
        }
      });
    }).on("pfAjaxSuccess", () => document.getElementById("away")?.remove());
  });

  // Dialogs: <button data-opens="cancel-dialog">; inside, data-closes; the server closes one with data-closing in what it
  // renders anew, and opens it with data-opening.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      opener.closest("details[open]")?.removeAttribute("open");
      document.getElementById(opener.dataset.opens).showModal();
    }
    if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
    if (event.target.closest("[data-print]")) window.print();
  });
  const followServer = (node) => {
    if (!node.querySelector) return;
    const dialog = node.closest("dialog");
    if (!dialog) return;
    if (node.querySelector("[data-closing]")) dialog.close();
    else if (node.querySelector("[data-opening]") && !dialog.open) dialog.showModal();
  };

  // Nothing typed is lost: fields with data-keep survive a reload and a new sign-in, in this tab, until they were sent. By
  // person: who signs in here next does not get what another one typed.
  const person = document.documentElement.dataset.person;
  const place = (address = location.pathname + location.search) => `keep:${person}:${address}#`;
  const keep = (field) => {
    if (!field.dataset?.keep) return;
    const name = place() + field.dataset.keep;
    if (field.value) {
      sessionStorage.setItem(name, field.value);
      sessionStorage.setItem(`${name}@`, Date.now());
    } else {
      sessionStorage.removeItem(name);
      sessionStorage.removeItem(`${name}@`);
    }
  };
  document.addEventListener("input", (event) => keep(event.target));
  const restore = () => {
    for (const field of document.querySelectorAll("[data-keep]")) {
      const name = place() + field.dataset.keep;
      const kept = sessionStorage.getItem(name);
      // data-keep-after: when the server kept what it shows; what was typed later here is newer.
      const newer = Number(sessionStorage.getItem(`${name}@`)) > Number(field.dataset.keepAfter ?? Infinity);
      if (kept && (!field.value || newer)) field.value = kept;
    }
  };
  // The page after a form says whose form was taken in: <… data-sent="/new?type=device-repair&draft=…">.
  const forget = (address) => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(place(address))) sessionStorage.removeItem(key);
    const draft = new URLSearchParams(address.replace(/^[^?]*/, "")).get("draft");
    if (draft) sessionStorage.removeItem(`draft:${person}:${draft}`);
  };
  document.addEventListener("DOMContentLoaded", () => {
    const address = document.querySelector("[data-address]");
    if (address) history.replaceState(history.state, "", address.dataset.address);
    const sent = document.querySelector("[data-sent]");
    if (sent) forget(sent.dataset.sent);
    restore();
    // PrimeFaces hides the browser's own file field behind a span that looks like a button but is none.
    for (const span of document.querySelectorAll(".ui-fileupload-choose")) {
      const field = span.querySelector("input[type=file]");
      field.setAttribute("aria-labelledby", span.getAttribute("aria-labelledby"));
      field.removeAttribute("aria-hidden");
      field.tabIndex = 0;
      span.removeAttribute("aria-labelledby");
      span.removeAttribute("tabindex");
    }
    // What the server renders anew is the truth: a sent reply comes back empty and is forgotten here too.
    // And the error summary takes the focus when it appears.
    new MutationObserver((changes) => {
      for (const change of changes)
        for (const node of change.addedNodes) {
          if (node.querySelectorAll) [node, ...node.querySelectorAll("[data-keep]")].forEach(keep);
          followServer(node);
        }
      const summary = document.querySelector("[data-summary]:not([data-seen])");
      if (summary) {
        summary.dataset.seen = "";
        summary.focus();
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
