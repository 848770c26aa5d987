// The result of a checklist with its bounds, always in sight.

function armResult(view) {
  const parts = {
    meter: makeMeter(),
    text: make("p", { className: "bm-text" }),
    saved: make("p", { className: "bm-saved" }),
  };
  parts.text.setAttribute("role", "status");
  const box = make("div", { className: "bm-result" }, parts.text, parts.meter, parts.saved);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", WORDS.result);
  view.result = parts;
  return box;
}

function renderResult(view, overall, sheet) {
  const { meter, text, saved } = view.result;
  text.textContent = overall.text;
  drawMeter(meter, view.plan, overall);
  const state = isBlank(sheet) && !view.store.refused ? WORDS.empty : view.store.status();
  saved.textContent = [progress(view.shown.items, sheet), state].filter(Boolean).join(" · ");
  saved.classList.toggle("bm-warning", view.store.refused);
}

function makeMeter() {
  const range = make("span", { className: "bm-range" });
  const meter = make("div", { className: "bm-meter" }, range, make("span", { className: "bm-mark" }));
  meter.setAttribute("aria-hidden", "true");
  return meter;
}

// A wide bar is what is still possible; a point is the index of all answers.
function drawMeter(meter, plan, { low, high, score, band }) {
  const [range, mark] = meter.children;
  const [least, most] = plan.values;
  const share = (value) => `${(100 * (value - least)) / (most - least)}%`;
  mark.hidden = band === null;
  range.hidden = low === null;
  if (!range.hidden) {
    range.style.left = share(low);
    range.style.width = share(least + high - low);
  }
  if (!mark.hidden) mark.style.left = share(score);
}
