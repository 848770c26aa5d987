// What the report card shows, drawn anew from the device at every change.

function render(view) {
  const state = stateOf(view);
  for (const part of view.parts) renderStandard(view, part, state.sheets[part.plan.standard]);
  renderCommitments(view, state.commitments);
  renderState(view, isNothing(state));
  renderComparisonLine(view);
}

function storesOf(view) {
  return [...view.parts.map((part) => part.store), view.commitments];
}

function stateOf(view) {
  const sheets = view.parts.map((part) => [part.plan.standard, part.store.load()]);
  return { sheets: Object.fromEntries(sheets), commitments: view.commitments.load() };
}

function hasAnswers(sheet) {
  return Object.keys(sheet.answers).length > 0;
}

function isNothing(state) {
  return !Object.values(state.sheets).some(hasAnswers) && !state.commitments.some(isKept);
}

function renderStandard(view, part, sheet) {
  const { plan, box } = part;
  const choices = choicesOf(sheet.answers);
  const earlier = view.earlier?.sheets[plan.standard];
  const isEmpty = !hasAnswers(sheet) && !earlier;
  box.querySelector(".rc-empty").hidden = !isEmpty;
  box.querySelector(".rc-result").hidden = isEmpty;
  if (isEmpty) return;
  const results = scorePlan(plan, choices);
  const compared = earlier && compareSheets(plan, earlier, sheet);
  renderAbout(view, part, sheet);
  part.share.render(sheet);
  renderRow(part.rows.overall, plan, results.overall, plan.items, choices);
  renderChange(part.rows.overall, plan, compared?.overall);
  plan.sections.forEach((section, place) => {
    const items = plan.items.filter((item) => item.section === place);
    renderRow(part.rows[section.id], plan, results.sections[place], items, choices);
    renderChange(part.rows[section.id], plan, compared?.sections[place]);
  });
  renderGates(part, results.overall.shut);
  renderGaps(part, gapsOf(plan, choices).slice(0, SHOWN_GAPS));
}

function renderAbout(view, part, sheet) {
  const { unit, period } = sheet;
  const about = [unit && fill(WORDS.aboutUnit, { unit }), period && fill(WORDS.aboutPeriod, { period })];
  part.box.querySelector(".rc-about").textContent = about.filter(Boolean).join(" · ");
  const missing = part.box.querySelector(".rc-not-in-file");
  missing.hidden = !view.earlier || Boolean(view.earlier.sheets[part.plan.standard]);
  if (!missing.hidden) missing.textContent = fill(WORDS.notInFile, view.earlier);
}

function renderState(view, nothing) {
  const states = storesOf(view).map((store) => store.status());
  const refused = states.includes(WORDS.notStored);
  const kept = fill(WORDS.state, { status: [...new Set(states)].join("; ") });
  const line = view.root.querySelector(".rc-state");
  line.textContent = refused ? WORDS.notGathered : nothing ? WORDS.nothingKept : kept;
  line.classList.toggle("bm-warning", refused);
  view.losable = refused && !nothing;
  view.root.querySelector(".rc-today").textContent = fill(WORDS.asOf, { day: longDay(Date.now()) });
}

function renderComparisonLine(view) {
  const box = view.root.querySelector(".rc-comparison");
  box.hidden = !view.earlier;
  if (box.hidden) return;
  const { file, saved } = view.earlier;
  const day = longDay(saved);
  const sentence = fill(day ? WORDS.comparingDated : WORDS.comparing, { file, day });
  box.querySelector(".rc-with").textContent = sentence;
}

function longDay(when) {
  const day = new Date(when);
  if (Number.isNaN(day.getTime())) return "";
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long" }).format(day);
}

function renderCommitments(view, list) {
  view.root.querySelectorAll(".rc-commitment").forEach((box, place) => {
    for (const field of box.querySelectorAll("[data-field]")) setField(field, list[place]);
    box.querySelector(".rc-paper").textContent = onPaper(list[place]);
  });
}

// Leave the field alone that is being written in: setting it would move the cursor.
function setField(field, commitment) {
  const value = commitment[field.dataset.field];
  if (field.type === "checkbox") field.checked = value;
  else if (field.value !== value && field !== document.activeElement) field.value = value;
}

function onPaper({ text, date, done }) {
  const day = date && fill(WORDS.by, { day: longDay(`${date}T00:00`) });
  return [done ? "☑" : "☐", text, day && `(${day})`].filter(Boolean).join(" ");
}
