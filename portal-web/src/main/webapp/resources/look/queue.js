/*
 * The queue: what is chosen, what goes on, what is new, the preview, the keys. The page's own address is read again when
 * something was announced; rows that are shown are brought up to date in their place, new ones are offered.
 */
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const base = () => byId("main").dataset.base ?? ""; // Facelets leaves out what is empty
  const read = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  };
  const rows = (page = document) => [...page.querySelectorAll("#list tr[data-row]")];
  const rowOf = (number, page = document) => page.querySelector(`#list tr[data-row="${CSS.escape(number)}"]`);

  // What is chosen: boxes of this page, or all that the filter finds, which only the server knows.
  const boxes = () => [...document.querySelectorAll("#list input[name=pick]")];
  let all = false;
  const say = (pattern, many) => pattern.replace("{0}", many);
  const chosen = () => {
    const bar = byId("bulk");
    if (!bar) return;
    const picked = boxes().filter((box) => box.checked);
    all &&= picked.length > 0 && picked.length === boxes().length;
    bar.elements.all.value = all ? "yes" : "";
    bar.hidden = picked.length === 0;
    const words = all ? bar.dataset.all : say(picked.length === 1 ? bar.dataset.one : bar.dataset.more, picked.length);
    if (byId("chosen").textContent !== words) byId("chosen").textContent = words;
    const more = byId("pick-all");
    if (more) more.hidden = all;
    for (const box of boxes()) box.closest("tr").classList.toggle("is-picked", box.checked);
    const page = byId("pick-page");
    if (page) {
      page.checked = picked.length > 0 && picked.length === boxes().length;
      page.indeterminate = picked.length > 0 && !page.checked;
    }
  };
  const pickAll = (on) => {
    for (const box of boxes()) box.checked = on;
    chosen();
  };
  document.addEventListener("change", (event) => {
    if (event.target.id === "pick-page") pickAll(event.target.checked);
    else if (event.target.name === "pick") chosen();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#pick-none")) {
      pickAll(false);
      rows()[0]?.querySelector(".t")?.focus();
    } else if (event.target.closest("#pick-all")) {
      all = true;
      pickAll(true);
      byId("bulk").querySelector("summary").focus();
    }
  });

  // All that match: asked once more, with the number. A tag is typed in its dialog.
  let sure = null;
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.plain !== undefined) return;
    const button = event.submitter;
    if (event.target.id !== "bulk" || !button) return;
    if (button.dataset.value) button.value = byId(button.dataset.value).value;
    if (button.dataset.value && !button.value.trim()) {
      event.preventDefault();
      byId(button.dataset.value).focus();
    } else if (all && sure !== button) {
      event.preventDefault();
      sure = button;
      byId("tag-dialog").close();
      byId("sure-dialog").showModal();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.id === "sure") byId("bulk").requestSubmit(sure);
  });
  document.addEventListener("close", (event) => {
    if (event.target.id === "sure-dialog") setTimeout(() => { sure = null; });
  }, true);
  // An address without what is not chosen, and only once what has several values.
  document.addEventListener("formdata", (event) => {
    if (event.target.dataset.plain === undefined) return;
    const names = new Set([...event.formData.keys()]);
    for (const name of names) {
      const values = event.formData.getAll(name).filter((value) => value);
      event.formData.delete(name);
      if (values.length) event.formData.set(name, values.join(","));
    }
  });

  // Live: the counts come with the announcement, the rows are read again.
  window.guichetHeard = (message) => {
    const json = message.startsWith("queue {") ? JSON.parse(message.slice(6)) : {};
    for (const sign of document.querySelectorAll("[data-queue]"))
      if (sign.dataset.queue in json) sign.textContent = json[sign.dataset.queue];
  };
  const replace = (row, now) => {
    const place = [".t", "input", "[data-preview]"].find((one) => document.activeElement?.matches?.(one));
    const focused = row.contains(document.activeElement);
    if (focused && !place) return row;
    const fresh = now.cloneNode(true);
    fresh.querySelector("input").checked = row.querySelector("input").checked;
    if (row.ariaCurrent) fresh.ariaCurrent = row.ariaCurrent;
    row.replaceWith(fresh);
    if (focused) fresh.querySelector(place)?.focus();
    return fresh;
  };
  const offer = (many, latest) => {
    const list = byId("list");
    let button = list.querySelector(".q__new");
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "q__new";
      const announced = document.createElement("div");
      announced.setAttribute("role", "status");
      announced.append(button);
      list.prepend(announced);
    }
    button.textContent = say(many === 1 ? list.dataset.newsOne : list.dataset.news, many);
    button.onclick = () => {
      const known = new Set(rows().map((row) => row.dataset.row));
      const picked = new Set(boxes().filter((box) => box.checked).map((box) => box.closest("tr").dataset.row));
      list.replaceWith(document.adoptNode(latest));
      for (const row of rows()) row.querySelector("input").checked = picked.has(row.dataset.row);
      all = false;
      chosen();
      rows().find((row) => !known.has(row.dataset.row))?.querySelector(".t")?.focus();
    };
  };
  let missed = false;
  const look = async () => {
    missed = document.hidden;
    if (document.hidden) return;
    const address = new URL(location.href);
    address.searchParams.delete("bulk");
    address.searchParams.delete("said");
    const page = await read(address);
    const latest = page?.getElementById("list");
    if (!latest) return;
    for (const row of rows()) {
      const now = rowOf(row.dataset.row, page);
      if (!now) row.classList.add("is-gone");
      else if (now.innerHTML !== row.innerHTML || row.classList.contains("is-gone")) replace(row, now);
    }
    chosen();
    byId("count").textContent = page.getElementById("count").textContent;
    const fresh = rows(page).filter((row) => !rowOf(row.dataset.row)).length;
    if (fresh && latest.dataset.continued === "false") offer(fresh, latest);
  };
  window.guichetRefresh = async () => {
    try {
      await look();
    } catch {
      // the portal is away: live.js says so and asks again
    } finally {
      setTimeout(() => window.guichetRefreshed(), 1000); // however much happens: once a second
    }
  };
  document.addEventListener("visibilitychange", () => missed && look().catch(() => {}));

  // What goes on in the background.
  const follow = () => {
    const state = byId("bulk-state");
    if (state?.dataset.running !== "true") return;
    setTimeout(async () => {
      try {
        const page = await read(`${base()}/bulk?id=${state.dataset.bulk}`);
        const now = page?.getElementById("bulk-state");
        if (now) {
          if (byId("list")) {
            const report = state.querySelector("a.btn");
            if (report) now.append(report);
            state.replaceWith(document.adoptNode(now));
            if (now.dataset.running !== "true") look().catch(() => {});
          } else {
            byId("main").replaceWith(document.adoptNode(page.getElementById("main")));
          }
        }
      } catch {
        // asked again
      }
      follow();
    }, 1000);
  };

  // The row of the moment, and its preview.
  let previewed = null;
  const current = () => document.activeElement?.closest?.("#list tr[data-row]") ?? document.querySelector("#list tr[aria-current=true]");
  const mark = (row) => {
    for (const one of rows()) if (one !== row) one.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
  };
  const step = (way) => {
    const listed = rows();
    if (!listed.length) return;
    const at = listed.indexOf(current());
    const row = listed[at < 0 ? 0 : Math.min(listed.length - 1, Math.max(0, at + way))];
    mark(row);
    row.querySelector(".t").focus();
    if (previewed) preview(row);
  };
  const preview = async (row) => {
    const number = row.dataset.row;
    if (!matchMedia("(min-width: 1200px)").matches) {
      location.href = row.querySelector(".t").href;
      return;
    }
    mark(row);
    previewed = number;
    const page = await read(`${base()}/preview?number=${encodeURIComponent(number)}`).catch(() => null);
    const content = page?.getElementById("preview-content");
    if (!content || previewed !== number) return;
    byId("preview").replaceChildren(document.adoptNode(content));
    byId("preview").hidden = false;
    byId("main").classList.add("q--preview");
  };
  const shut = () => {
    if (!previewed) return;
    const row = rowOf(previewed);
    previewed = null;
    byId("preview").hidden = true;
    byId("preview").replaceChildren();
    byId("main").classList.remove("q--preview");
    row?.querySelector(".t")?.focus();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-preview]");
    if (opener) {
      const row = opener.closest("tr");
      if (previewed === row.dataset.row) shut();
      else preview(row);
    }
    if (event.target.closest("[data-shut]")) shut();
    const stepper = event.target.closest("[data-step]");
    if (stepper) {
      const listed = rows();
      const row = listed[listed.findIndex((one) => one.dataset.row === previewed) + Number(stepper.dataset.step)];
      if (row) preview(row).then(() => byId("preview").querySelector(`[data-step="${stepper.dataset.step}"]`)?.focus());
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!byId("list")) return;
    if (event.key === "Escape" && !document.querySelector("dialog[open], details.menu[open]")) shut();
    if (!window.guichetKey?.(event)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "x" && current()) {
      const box = current().querySelector("input[name=pick]");
      box.checked = !box.checked;
      chosen();
    } else if (event.key === " " && current() && !event.target.closest("button, summary, input")) {
      event.preventDefault();
      if (previewed === current().dataset.row) shut();
      else preview(current());
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    chosen(); // the browser may remember boxes
    follow();
  });
})();
