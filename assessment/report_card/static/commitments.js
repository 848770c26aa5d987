// The commitments: a list of { text, date, done }, kept on the reader's device as sheets are.

function noCommitments() {
  return Array.from({ length: COMMITMENTS }, () => ({ text: "", date: "", done: false }));
}

function isKept({ text, date, done }) {
  return Boolean(text || date || done);
}

function commitmentStore() {
  return keptStore("bermakna:commitments", {
    empty: noCommitments,
    read: (text) => completeList(JSON.parse(text)),
    stamp: (list) => list,
    isEmpty: (list) => !list.some(isKept),
  });
}

// Returns the list with what it lacks; throws an Error that names each value that does not fit.
function completeList(list) {
  const problems = misfitsOfList(list);
  if (problems.length) throw new Error(problems.join("\n"));
  return noCommitments().map((empty, place) => ({ ...empty, ...list[place] }));
}

function misfitsOfList(list) {
  if (!Array.isArray(list) || list.length > COMMITMENTS) {
    return [misfit("commitments", list, fill(WORDS.commitmentList, { most: COMMITMENTS }))];
  }
  return list.flatMap((commitment, place) => {
    const { text = "", date = "", done = false } = commitment ?? {};
    const at = (field) => `commitments[${place + 1}].${field}`;
    const rules = [
      [isShortText(text), "text", text, fill(WORDS.commitmentText, { most: LONGEST })],
      [date === "" || isDay(date), "date", date, WORDS.commitmentDate],
      [typeof done === "boolean", "done", done, WORDS.commitmentDone],
    ];
    return rules.filter(([fits]) => !fits).map(([, field, value, rule]) => misfit(at(field), value, rule));
  });
}

function isShortText(value) {
  return typeof value === "string" && value.length <= LONGEST;
}

function isDay(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(value);
  // A day that no month has would be read as one of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function misfit(place, value, allowed) {
  const found = (JSON.stringify(value) ?? "undefined").slice(0, 60);
  return fill(WORDS.badCommitment, { place, found, allowed });
}
