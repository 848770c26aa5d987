// Where a sheet lives: on the reader's device, or in the model of a Jupyter widget. Both stores
// have the same four verbs: load, change, replace, watch; and say where they keep things.

function deviceStore(plan) {
  const key = `bermakna:${plan.standard}@${plan.version}`;
  const store = { refused: false };
  let memory = newSheet(plan);

  store.load = () => {
    if (store.refused) return structuredClone(memory);
    const text = readDevice(store, key);
    if (text === null) return structuredClone(memory);
    try {
      memory = parseSheet(plan, text);
    } catch {
      setAside(store, key, text);
    }
    return structuredClone(memory);
  };
  // Read again before each change: another page of the book may have answered other items.
  store.change = (edit) => {
    const sheet = store.load();
    edit(sheet);
    store.replace(sheet);
  };
  store.replace = (sheet) => {
    memory = { ...sheet, updated: timestamp() };
    writeDevice(store, key, memory);
  };
  store.watch = (notice) => {
    const listen = (event) => event.key === key && notice();
    window.addEventListener("storage", listen);
    return () => window.removeEventListener("storage", listen);
  };
  store.status = () => (store.refused ? WORDS.notStored : WORDS.stored);
  readDevice(store, key);
  return store;
}

// A browser may refuse storage altogether (private windows, policies) by throwing.
function readDevice(store, key) {
  try {
    return localStorage.getItem(key);
  } catch {
    store.refused = true;
    return null;
  }
}

function writeDevice(store, key, sheet) {
  try {
    if (isBlank(sheet)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(sheet));
    store.refused = false;
  } catch {
    store.refused = true;
  }
}

// What cannot be read is kept under another name, so that starting anew loses nothing.
function setAside(store, key, text) {
  try {
    localStorage.setItem(`${key}:${Date.now()}`, text);
    localStorage.removeItem(key);
  } catch {
    store.refused = true;
  }
}

function isBlank(sheet) {
  return Object.keys(sheet.answers).length === 0 && ABOUT_FIELDS.every((field) => !sheet[field]);
}

function modelStore(plan, model) {
  const store = { refused: false };
  store.load = () =>
    structuredClone({ ...newSheet(plan), ...model.get("header"), answers: model.get("answers") });
  store.change = (edit) => {
    const sheet = store.load();
    edit(sheet);
    store.replace(sheet);
  };
  store.replace = (sheet) => {
    const { sheet: id, unit, period, assessor, created } = sheet;
    model.set("header", { sheet: id, unit, period, assessor, created });
    model.set("answers", sheet.answers);
    model.save_changes();
  };
  store.watch = (notice) => {
    const events = ["change:answers", "change:header", "change:status"];
    events.forEach((event) => model.on(event, notice));
    return () => events.forEach((event) => model.off(event, notice));
  };
  store.status = () => model.get("status");
  return store;
}
