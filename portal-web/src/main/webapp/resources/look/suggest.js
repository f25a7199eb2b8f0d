/*
 * Articles that may answer what is being typed: <div data-suggests="id of the field" data-url="/suggestions" aria-live="polite">.
 * Asked for once the writer pauses, never at each key; neither the focus nor what was typed is touched.
 */
(() => {
  "use strict";
  const PAUSE = 600;
  const SHORTEST = 3;
  let timer = null;
  let asking = null;

  const place = (field) => field.id && document.querySelector(`[data-suggests="${CSS.escape(field.id)}"]`);
  const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text }, properties);

  const item = ({ question, address, language, note }, apart) => {
    const link = element("a", question, { href: address, lang: language });
    if (apart) {
      link.target = "_blank";
      link.append(element("span", ` (${apart})`, { className: "vh", lang: document.documentElement.lang }));
    }
    const line = element("li", "");
    line.append(link);
    if (note) line.append(element("span", note, { className: "tag tag--line" }));
    return line;
  };
  const show = (box, articles) => {
    const found = JSON.stringify(articles);
    if (box.dataset.found === found || box.contains(document.activeElement)) return; // said already, or being read
    box.dataset.found = found;
    if (!articles.length) return box.replaceChildren();
    const list = element("ul", "");
    list.append(...articles.map((article) => item(article, box.dataset.apart)));
    box.replaceChildren(element("p", box.dataset.heading, { className: "suggest__head" }), list);
  };
  const ask = async (field) => {
    const box = place(field);
    const text = field.value.trim();
    if (!box) return;
    if (text.length < SHORTEST) return show(box, []);
    asking = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.url}?${new URLSearchParams({ text })}`, { signal: asking.signal });
      if (answer.ok && field.isConnected && field.value.trim() === text) show(box, await answer.json());
    } catch {
      // typed on, or the portal is away: nothing is suggested
    }
  };
  document.addEventListener("input", (event) => {
    if (!place(event.target)) return;
    clearTimeout(timer);
    asking?.abort();
    timer = setTimeout(() => ask(event.target), PAUSE);
  });
})();
