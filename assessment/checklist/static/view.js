// Brings the printed form to life: boxes become radio buttons, lines become text fields.

function armItem(view, fieldset) {
  const item = fieldset.dataset.item;
  fieldset.querySelectorAll(".bm-choice").forEach((label) => armChoice(view, item, label));
  const parts = {
    fieldset,
    hint: make("p", { className: "bm-hint" }),
    reason: textField(view, item, "reason"),
    refusal: make("p", { className: "bm-refusal", textContent: WORDS.reasonMissing }),
    claim: make("p", { className: "bm-claim", textContent: WORDS.unsupported }),
    evidence: textField(view, item, "evidence"),
    note: textField(view, item, "note"),
    clear: make("button", { type: "button", className: "bm-clear", textContent: WORDS.clear }),
  };
  parts.clear.addEventListener("click", () => clearItem(view, item, fieldset));
  parts.notes = make("details", { className: "bm-notes" });
  parts.notes.append(
    make("summary", { textContent: WORDS.details }), parts.claim, parts.evidence, parts.note,
  );
  const { hint, reason, refusal, notes, clear } = parts;
  refusal.id = `${view.name}-${item}-refusal`;
  reason.querySelector("textarea").setAttribute("aria-describedby", refusal.id);
  fieldset.querySelector(".bm-choices").after(reason, refusal, hint);
  fieldset.querySelector(".bm-lines").replaceWith(notes, clear);
  view.items.set(item, parts);
}

function armChoice(view, item, label) {
  const value = label.dataset.choice;
  const radio = make("input", { type: "radio", name: `${view.name}-${item}`, value });
  radio.addEventListener("change", () => choose(view, item, asChoice(value)));
  label.querySelector(".bm-box").replaceWith(radio);
}

function asChoice(value) {
  return /^\d+$/.test(value) ? Number(value) : value;
}

function textField(view, item, field) {
  const area = make("textarea", { rows: field === "note" ? 2 : 1 });
  area.addEventListener("input", () => write(view, item, field, area.value));
  return make("label", { className: `bm-field bm-${field}` }, WORDS[field], area);
}

// Not applicable counts only with a reason; until then the item stays unanswered.
function choose(view, item, choice) {
  if (choice === "not_applicable") view.waiting.add(item);
  else view.waiting.delete(item);
  changeAnswer(view, item, (answer) => {
    const refused = choice === "not_applicable" && !answer.reason.trim();
    answer.choice = refused ? null : choice;
  });
  if (choice === "not_applicable") view.items.get(item).reason.querySelector("textarea").focus();
}

function write(view, item, field, text) {
  changeAnswer(view, item, (answer) => {
    answer[field] = text;
    if (field !== "reason") return;
    if (answer.choice === "not_applicable") view.waiting.add(item);
    if (view.waiting.has(item)) answer.choice = text.trim() ? "not_applicable" : null;
  });
}

function clearItem(view, item, fieldset) {
  view.waiting.delete(item);
  changeAnswer(view, item, (answer) => (answer.choice = null));
  fieldset.querySelector("input").focus();
}

function changeAnswer(view, item, edit) {
  view.store.change((sheet) => {
    const answer = { ...emptyAnswer(), ...sheet.answers[item] };
    edit(answer);
    if (isEmpty(answer)) delete sheet.answers[item];
    else sheet.answers[item] = answer;
  });
  view.render();
}

function renderItem(view, planned, answer) {
  const parts = view.items.get(planned.id);
  const waiting = view.waiting.has(planned.id);
  const shown = waiting ? "not_applicable" : answer.choice;
  for (const label of parts.fieldset.querySelectorAll(".bm-choice")) {
    const chosen = asChoice(label.dataset.choice) === shown;
    label.querySelector("input").checked = chosen;
    label.classList.toggle("bm-chosen", chosen);
    if (chosen) parts.hint.textContent = label.dataset.hint && `${WORDS.next} ${label.dataset.hint}`;
  }
  for (const field of ["reason", "evidence", "note"]) setText(parts[field], answer[field]);
  const level = planned.levels.indexOf(answer.choice);
  const unsupported = view.plan.evidence_asked && level > 0 && !answer.evidence.trim();
  parts.hint.hidden = shown === null || !parts.hint.textContent;
  parts.reason.hidden = shown !== "not_applicable";
  parts.refusal.hidden = !(shown === "not_applicable" && answer.choice === null);
  parts.claim.hidden = !unsupported;
  parts.clear.hidden = shown === null;
  openWhereUseful(parts, planned, level, unsupported || Boolean(answer.evidence || answer.note));
}

// The conditions matter at the highest level, the evidence for every claim; each opens once.
function openWhereUseful(parts, planned, level, notes) {
  const criteria = parts.fieldset.querySelector(".bm-criteria");
  if (level === planned.levels.length - 1 && parts.level !== level) criteria.open = true;
  if (notes && !parts.notesShown) {
    parts.notes.open = true;
    parts.notesShown = true;
  }
  parts.level = level;
}

// Leave the field alone that is being typed in: setting it would move the cursor.
function setText(label, text) {
  const area = label.querySelector("textarea, input");
  if (area.value !== text && area !== area.getRootNode().activeElement) area.value = text;
}

function renderProgress(view, results, sheet) {
  for (const section of view.shown.sections) {
    const summary = view.root.querySelector(`[data-section="${section.id}"] > summary .bm-progress`);
    if (!summary) continue;
    const place = view.shown.sections.indexOf(section);
    const items = view.shown.items.filter((item) => item.section === place);
    summary.textContent = `${progress(items, sheet)} · ${results.sections[place].text}`;
  }
}
