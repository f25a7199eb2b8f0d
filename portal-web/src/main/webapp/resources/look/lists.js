/*
 * Lists whose filter is in their address: a plain form, or links. What live.js announces is read from the list's own address: rows that are shown are
 * brought up to date in their place, another choice of rows is offered and does not jump in.
 */
(() => {
  "use strict";
  const numbers = (list) => [...list.querySelectorAll("[data-row]")].map((row) => row.dataset.row).join();

  // Who is just there stays there: on the same link, or on the row's first one.
  const renew = (row, fresh) => {
    const link = row.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    row.replaceWith(fresh);
    if (link) ([...fresh.querySelectorAll("a")].find((one) => one.getAttribute("href") === link) ?? fresh.querySelector("a"))?.focus();
  };

  const offer = (list, fresh) => {
    if (list.querySelector(".q__new")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--full q__new gap-below";
    button.textContent = list.dataset.changed;
    button.addEventListener("click", () => {
      list.replaceWith(fresh());
      document.getElementById("list").querySelector("a")?.focus();
    });
    list.prepend(button);
  };

  let latest = null;
  window.guichetRefresh = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      latest = page.getElementById("list");
      const list = document.getElementById("list");
      const same = answer.ok && latest && numbers(latest) === numbers(list);
      const empty = !list.querySelector("[data-row]:not(nav)");
      if (answer.ok && latest && (same || empty) && !list.contains(document.activeElement)) {
        list.replaceWith(latest);
      } else if (answer.ok && latest) {
        for (const row of list.querySelectorAll("[data-row]")) {
          const now = latest.querySelector(`[data-row="${CSS.escape(row.dataset.row)}"]`);
          if (now && !now.isEqualNode(row)) renew(row, now.cloneNode(true));
        }
        if (!same) offer(list, () => latest);
      }
    } catch {
      // the portal is away: live.js says so and asks again
    } finally {
      window.guichetRefreshed();
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const filter = document.querySelector("[data-filter]");
    if (!filter) return;
    // An address without what is not chosen; a choice is made at once, a text when it is sent.
    filter.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
    });
    filter.addEventListener("submit", () => {
      const text = filter.elements.q.value.trim();
      for (const name of ["whose", "show"]) {
        const field = filter.elements[name];
        field.value = text && !new URLSearchParams(location.search).get("q") ? "" : field.dataset[name];
      }
    });
    filter.addEventListener("change", (event) => {
      if (event.target.name !== "q") filter.requestSubmit();
    });
  });
})();
