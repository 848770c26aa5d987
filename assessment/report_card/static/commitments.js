// The commitments: a list of { text, date, done } on the reader's device, kept as device.js keeps
// a sheet; the store has the same verbs.

const COMMITMENTS_KEY = "bermakna:commitments";

function noCommitments() {
  return Array.from({ length: COMMITMENTS }, () => ({ text: "", date: "", done: false }));
}

function isKept({ text, date, done }) {
  return Boolean(text || date || done);
}

function commitmentStore() {
  const store = { refused: false };
  let memory = noCommitments();

  store.load = () => {
    const text = store.refused ? null : readDevice(store, COMMITMENTS_KEY);
    if (text !== null) memory = readKept(store, text) ?? memory;
    return structuredClone(memory);
  };
  store.change = (edit) => {
    const list = store.load();
    edit(list);
    store.replace(list);
  };
  store.replace = (list) => {
    memory = structuredClone(list);
    const text = list.some(isKept) ? JSON.stringify(list) : null;
    writeDevice(store, () => places().forEach((place) => put(place, COMMITMENTS_KEY, text)));
  };
  store.watch = (notice) => {
    const listen = (event) => {
      if (event.storageArea !== places()[0] || ![COMMITMENTS_KEY, null].includes(event.key)) return;
      if (event.newValue === null) forget();
      notice();
    };
    window.addEventListener("storage", listen);
    return () => window.removeEventListener("storage", listen);
  };
  store.status = () => (store.refused ? WORDS.notStored : whereStored());

  function forget() {
    memory = noCommitments();
    put(places()[1], COMMITMENTS_KEY, null);
  }

  readDevice(store, COMMITMENTS_KEY);
  return store;
}

function readKept(store, text) {
  try {
    return completeList(JSON.parse(text));
  } catch {
    setAside(store, COMMITMENTS_KEY, text);
    return null;
  }
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
