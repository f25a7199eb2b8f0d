/*
 * Who else is at this request. While the page can be seen it says so on the live socket every ten seconds, and whether its
 * reader is writing, never what; what it hears of colleagues stands in #presence.
 */
(() => {
  "use strict";
  const BEAT = 10000;
  const PAUSE = 15000;
  let typedAt = -Infinity;
  let said = "";

  const now = () => (performance.now() - typedAt < PAUSE ? "writing" : "looking");
  const beat = () => {
    if (document.hidden) return; // forgotten after a while
    if (window.guichetSay?.(now())) said = now();
  };
  const beatIfNews = () => now() !== said && beat();

  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("#reply, #note")) return;
    typedAt = performance.now();
    beatIfNews();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#send-reply, #add-note")) return;
    typedAt = -Infinity;
    beatIfNews();
  });
  document.addEventListener("visibilitychange", beat);
  document.addEventListener("guichet:live", beat); // the socket is open, for the first time or again
  setInterval(beat, BEAT);
  setInterval(beatIfNews, 1000);

  const line = (pattern, name, writes) => {
    const span = document.createElement("span");
    span.className = writes ? "presence__one presence__one--writes" : "presence__one";
    span.textContent = pattern.replace("{0}", name);
    return span;
  };
  document.addEventListener("guichet:presence", (event) => {
    const place = document.getElementById("presence");
    if (!place) return;
    place.replaceChildren(...event.detail.map(({ name, writes }) =>
      line(writes ? place.dataset.writes : place.dataset.looks, name, writes)));
  });
})();
