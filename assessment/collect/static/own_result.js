// One's own result, by section and overall, of each round that has answers.

function renderOwn(view, kept) {
  const sheets = kept.rounds.map((mine) => mine.sheet);
  const rounds = sheets.map((sheet) => (hasChoices(sheet) ? ownResults(view, sheet) : null));
  const state = JSON.stringify(rounds);
  if (state === view.ownState) return;
  view.ownState = state;
  const ids = view.shown.sections.map((section) => section.id);
  const rows = ids.length > 1 ? [...ids, "overall"] : ids;
  const list = view.main.querySelector(".ws-own .ws-rows");
  list.replaceChildren(...rows.map((id) => ownRow(view, id, rounds)));
}

function ownResults(view, sheet) {
  const { overall, sections } = scorePlan(view.shown, choicesOf(sheet.answers));
  return Object.fromEntries([...sections, overall].map((result) => [result.id, result]));
}

function ownRow(view, id, rounds) {
  const lines = rounds.flatMap((results, place) => {
    if (!results) return [];
    const words = view.rounds === 1 ? "{text}" : WORDS[`ofRound${place + 1}`];
    return resultLine(view, results[id], fill(words, results[id]));
  });
  return make("li", { className: "ws-row" }, nameOf(view, id), ...lines);
}

function resultLine(view, result, words) {
  const meter = makeMeter();
  drawMeter(meter, view.plan, result);
  return [make("p", { className: "ws-text", textContent: words }), meter];
}

function nameOf(view, id) {
  const title = view.titles[id];
  const words = title ? [span("bm-code", id), title] : [WORDS.overall];
  return make("h3", { className: "ws-name" }, ...words);
}
