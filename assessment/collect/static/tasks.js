// What is still to be told the server: a withdrawal, a sheet or a commitment, one after another.

function nextTask(view) {
  const kept = view.kept.load();
  if (view.preview || !kept.begun) return null;
  const tasks = [withdrawalTask, sheetTask, commitmentTask].map((make) => make(view, kept));
  return tasks.find((task) => task && !refusalOf(view, task.name, task.revision)) ?? null;
}

// What the server has refused is not sent again before it changes, or the participant asks for it.
function refusalOf(view, name, revision) {
  const refused = view.refused.get(name);
  return refused?.revision === revision ? refused : null;
}

function withdrawalTask(view, kept) {
  const { round } = view.state;
  const mine = mineOf(view, kept);
  if (view.state.phase !== "open" || mine.withdrawal !== "asked") return null;
  return {
    name: "withdrawal",
    revision: mine.revision,
    method: "DELETE",
    path: `/sheet?round=${round}`,
    done: (all) => {
      const { withdrawal } = all.rounds[round - 1];
      if (withdrawal === "asked") all.rounds[round - 1].withdrawal = "done";
    },
  };
}

function sheetTask(view, kept) {
  const { round } = view.state;
  const mine = mineOf(view, kept);
  if (view.state.phase !== "open" || mine.withdrawal || !isUnsent(mine)) return null;
  return {
    name: "sheet",
    revision: mine.revision,
    method: "PUT",
    path: "/sheet",
    body: {
      sheet: mine.sheet.sheet,
      round,
      revision: mine.revision,
      standard: view.plan.standard,
      version: view.plan.version,
      choices: askedChoices(view, mine.sheet),
    },
    done: (all, answer) => {
      acknowledge(all.rounds[round - 1], answer.revision);
      all.sentAt = timestamp();
    },
  };
}

function askedChoices(view, sheet) {
  const asked = new Set(view.shown.items.map((item) => item.id));
  return Object.fromEntries(Object.entries(chosen(sheet)).filter(([item]) => asked.has(item)));
}

function commitmentTask(view, kept) {
  const { commitment } = kept;
  if (["ended", "gone"].includes(view.state.phase) || !isUnsent(commitment)) return null;
  const { revision, text } = commitment;
  return {
    name: "commitment",
    revision,
    method: "PUT",
    path: "/commitment",
    body: { revision, text },
    done: (all, answer) => acknowledge(all.commitment, answer.revision),
  };
}

// The server keeps the newest. When it has one that this phone no longer knows, ours becomes newer.
function acknowledge(thing, revision) {
  if (revision > thing.revision) thing.revision = revision + 1;
  else thing.sent = Math.max(thing.sent, revision);
}
