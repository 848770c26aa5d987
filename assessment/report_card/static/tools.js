// What can be done with the report card: save, open, compare, print, erase, and undo.

function armTools(view) {
  const acts = {
    save: () => saveReport(view),
    open: () => view.root.querySelector('[data-file="open"]').click(),
    compare: () => view.root.querySelector('[data-file="compare"]').click(),
    print: () => window.print(),
    erase: () => erase(view),
    undo: () => replaceAll(view, view.before, WORDS.undone),
    leave: () => leaveComparison(view),
  };
  for (const [name, act] of Object.entries(acts)) {
    view.root.querySelector(`[data-do="${name}"]`).addEventListener("click", act);
  }
  armFile(view, "open", WORDS.refused, openReport);
  armFile(view, "compare", WORDS.notCompared, compareReport);
}

function armFile(view, name, refusal, act) {
  const input = view.root.querySelector(`[data-file="${name}"]`);
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      const report = parseReport(view.plans, await file.text());
      await act(view, report, file.name);
    } catch (error) {
      say(view, `${fill(refusal, { file: file.name })}\n${error.message}`);
    }
  });
}

function saveReport(view) {
  // The Swedish form of a date is the international one; the day is the reader's own.
  const day = new Intl.DateTimeFormat("sv").format(new Date());
  const file = `bermakna-rapor-${day}.json`;
  const text = `${JSON.stringify(reportOf(stateOf(view)), null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: file });
  view.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say(view, fill(WORDS.savedTo, { file }));
}

async function openReport(view, report, file) {
  const before = stateOf(view);
  const parts = replacedParts(view, report, before);
  const question = fill(WORDS.askOpen, { file, parts: parts.join(", ") });
  if (parts.length && !(await ask(view, question, WORDS.replace))) return;
  const commitments = report.commitments ?? before.commitments;
  const sheets = { ...before.sheets, ...report.sheets };
  replaceAll(view, { sheets, commitments }, fill(WORDS.openedReport, { file }));
}

// Name what would be lost; an empty place can be filled without asking.
function replacedParts(view, report, before) {
  const lost = view.parts.filter(
    ({ plan }) => report.sheets[plan.standard] && hasAnswers(before.sheets[plan.standard]),
  );
  const names = lost.map(({ title }) => fill(WORDS.answersTo, { title }));
  const commitments = report.commitments && before.commitments.some(isKept);
  return commitments ? [...names, WORDS.theCommitments] : names;
}

function compareReport(view, report, file) {
  view.earlier = { ...report, file };
  say(view, "");
  render(view);
  view.root.querySelector('[data-do="leave"]').focus();
}

function leaveComparison(view) {
  view.earlier = null;
  render(view);
  view.root.querySelector('[data-do="compare"]').focus();
}

async function erase(view) {
  const label = view.root.querySelector('[data-do="erase"]').textContent;
  if (!(await ask(view, WORDS.askErase, label))) return;
  const sheets = view.plans.map((plan) => [plan.standard, newSheet(plan)]);
  const nothing = { sheets: Object.fromEntries(sheets), commitments: noCommitments() };
  replaceAll(view, nothing, WORDS.erasedReport);
}

// Every replacement can be undone, undoing too: nothing is lost by a second thought.
function replaceAll(view, state, sentence) {
  view.before = stateOf(view);
  for (const { plan, store } of view.parts) store.replace(state.sheets[plan.standard]);
  view.commitments.replace(state.commitments);
  render(view);
  say(view, sentence, true);
}

function say(view, sentence, canUndo = false) {
  view.root.querySelector(".bm-message").textContent = sentence;
  view.root.querySelector('[data-do="undo"]').hidden = !canUndo;
}

// Resolves to whether the reader has said yes; Escape says no.
function ask(view, question, action) {
  const dialog = view.root.querySelector("dialog");
  dialog.querySelector("p").textContent = question;
  dialog.querySelector('[value="yes"]').textContent = action;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    const close = () => answer(dialog.returnValue === "yes");
    dialog.addEventListener("close", close, { once: true });
  });
}
