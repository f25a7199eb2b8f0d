/*
 * Charts: what the server cannot know of them. Colours come from the tokens, so that they follow light and dark; a click on
 * a bar or a point opens the list behind it (the table below has the same links); a picture is saved; paper is always light.
 */
(() => {
  "use strict";
  const probe = document.createElement("span");
  const token = (name) => {
    if (!probe.isConnected) {
      probe.hidden = true;
      document.body.append(probe);
    }
    probe.style.color = `var(${name})`; // light-dark() is resolved in a property that is a colour
    return getComputedStyle(probe).color;
  };
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  const paint = (config) => {
    const [text, line, surface] = ["--c-text-2", "--c-line", "--c-surface"].map(token);
    config.data.datasets.forEach((set, place) => {
      const colour = token(`--c-chart-${set.tone}`);
      set.backgroundColor = colour;
      set.borderColor = config.type === "line" ? colour : surface;
      Object.assign(set, config.type === "line"
        ? { borderWidth: 2, borderDash: place ? [] : [6, 4], pointStyle: place ? "circle" : "rectRot", pointRadius: 3, spanGaps: true, tension: 0.2 }
        : { borderWidth: 1, borderRadius: 2, maxBarThickness: 36 });
    });
    for (const axis of Object.values(config.options.scales)) {
      Object.assign(axis.ticks ??= {}, { color: text });
      Object.assign(axis.grid, { color: line });
      axis.border = { color: line };
    }
    config.options.plugins.legend.labels = { color: text, usePointStyle: config.type === "line", boxWidth: 12, boxHeight: config.type === "line" ? 7 : 12 };
  };

  // A long name in lines, rather than cut.
  const LINE = 26;
  const lines = (name) =>
    name.split(" ").reduce((all, word) => {
      const last = all.at(-1);
      if (last === undefined || last.length + word.length >= LINE) return [...all, word];
      return [...all.slice(0, -1), `${last} ${word}`];
    }, []);

  // PrimeFaces calls it with its widget as "this", before the chart is drawn.
  window.guichetChart = function () {
    const { config } = this.cfg;
    const bars = config.options.indexAxis === "y";
    if (bars) {
      this.jq[0].style.height = `${Math.max(120, config.data.labels.length * 34 + 70)}px`;
      config.options.scales.y.ticks.autoSkip = false;
      config.options.scales.y.ticks.callback = function (place) {
        return lines(this.getLabelForValue(place));
      };
    }
    Object.assign(config.options, {
      responsive: true,
      animation: still() ? false : { duration: 300 },
      font: { family: getComputedStyle(document.body).fontFamily },
      interaction: { mode: "nearest", intersect: true },
      onClick: (event, [found]) => {
        const href = found && config.data.datasets[found.datasetIndex].hrefs[found.index];
        if (href) location.href = href;
      },
      onHover: (event, [found]) => {
        event.native.target.style.cursor = found && config.data.datasets[found.datasetIndex].hrefs[found.index] ? "pointer" : "";
      },
    });
    config.options.plugins.tooltip = {
      callbacks: { label: ({ dataset, dataIndex }) => `${dataset.label}: ${dataset.texts[dataIndex]}` },
    };
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    paint(config);
  };

  const charts = () => [...document.querySelectorAll(".chart canvas")].map((canvas) => Chart.getChart(canvas)).filter(Boolean);
  const repaint = () => {
    for (const chart of charts()) {
      paint(chart.config);
      chart.update("none");
    }
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

  let theme = null;
  addEventListener("beforeprint", () => {
    theme = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
    repaint();
    for (const chart of charts()) chart.resize();
  });
  addEventListener("afterprint", () => {
    document.documentElement.dataset.theme = theme;
    repaint();
    for (const chart of charts()) chart.resize();
  });

  // A picture has the chart's title and a ground: in a presentation nobody knows what it stood on.
  const TITLE = 40;
  const picture = (chart, title) => {
    const { canvas } = chart;
    const scale = canvas.width / canvas.clientWidth;
    const whole = document.createElement("canvas");
    whole.width = canvas.width;
    whole.height = canvas.height + TITLE * scale;
    const pen = whole.getContext("2d");
    pen.fillStyle = token("--c-surface");
    pen.fillRect(0, 0, whole.width, whole.height);
    pen.fillStyle = token("--c-text");
    pen.font = `600 ${16 * scale}px ${Chart.defaults.font.family}`;
    pen.fillText(title, 12 * scale, 26 * scale);
    pen.drawImage(canvas, 0, TITLE * scale);
    return whole.toDataURL("image/png");
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
    const button = event.target.closest("[data-png]");
    if (!button) return;
    const card = button.closest(".chart");
    const link = document.createElement("a");
    link.href = picture(Chart.getChart(card.querySelector("canvas")), card.querySelector("h2").textContent);
    link.download = `${button.dataset.png}.png`;
    link.click();
    button.closest("details").open = false;
  });
})();
