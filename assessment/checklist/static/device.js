// Where a sheet lives: on the reader's device, or in the model of a Jupyter widget. Both stores
// have the same four verbs: load, change, replace, watch; and say where they keep things.
//
// On the device it stands twice: in localStorage, for every page and visit, and in the
// sessionStorage of this tab. A browser on a busy machine has been seen to show the page of a
// folder an empty localStorage after a reload; the tab then still has the answers.

function deviceStore(plan) {
  return keptStore(`bermakna:${plan.standard}@${plan.version}`, {
    empty: () => newSheet(plan),
    read: (text) => parseSheet(plan, text),
    stamp: (sheet) => ({ ...sheet, updated: timestamp() }),
    isEmpty: isBlank,
  });
}

// Keeps one thing under a key; `kind` says what is kept when there is nothing, how a text is read
// (it throws when it does not fit), how a change is stamped, and when there is nothing to keep.
function keptStore(key, kind) {
  const store = { refused: false };
  let memory = kind.empty();

  store.load = () => {
    const text = store.refused ? null : readDevice(store, key);
    if (text !== null) {
      try {
        memory = kind.read(text);
      } catch {
        setAside(store, key, text);
      }
    }
    return structuredClone(memory);
  };
  // Read again before each change: another page of the book may have changed other parts.
  store.change = (edit) => {
    const kept = store.load();
    edit(kept);
    store.replace(kept);
  };
  store.replace = (next) => {
    memory = kind.stamp(structuredClone(next));
    keep();
  };
  store.watch = (notice) => {
    const listen = (event) => {
      if (event.storageArea !== places()[0] || ![key, null].includes(event.key)) return;
      if (event.newValue === null) forget();
      notice();
    };
    window.addEventListener("storage", listen);
    return () => window.removeEventListener("storage", listen);
  };
  store.status = () => (store.refused ? WORDS.notStored : whereStored());

  function keep() {
    const text = kind.isEmpty(memory) ? null : JSON.stringify(memory);
    writeDevice(store, () => places().forEach((place) => put(place, key, text)));
  }

  // Erased in another window: what this one still holds must not come back with its next tick.
  function forget() {
    memory = kind.empty();
    put(places()[1], key, null);
  }

  if (!wasReloaded()) dropStaleCopy(store, key);
  if (!kind.isEmpty(store.load())) keep();
  return store;
}

function wasReloaded() {
  return performance.getEntriesByType("navigation")[0]?.type === "reload";
}

// The tab's copy is for a page that is loaded again. A page that is come back to may have missed
// that another window erased everything: nothing erased returns.
function dropStaleCopy(store, key) {
  readDevice(store, key);
  if (store.refused) return;
  const [everywhere, tab] = places();
  if (everywhere.getItem(key) === null) put(tab, key, null);
}

function places() {
  return [localStorage, sessionStorage];
}

function put(place, key, text) {
  if (text === null) place.removeItem(key);
  else place.setItem(key, text);
}

function whereStored() {
  return location.protocol === "file:" ? WORDS.storedForFolder : WORDS.stored;
}

// A browser may refuse storage altogether (private windows, policies) by throwing.
function readDevice(store, key) {
  try {
    const [everywhere, tab] = places().map((place) => place.getItem(key));
    return everywhere ?? tab;
  } catch {
    store.refused = true;
    return null;
  }
}

function writeDevice(store, write) {
  try {
    write();
    store.refused = false;
  } catch {
    store.refused = true;
  }
}

// What cannot be read is kept under another name, so that starting anew loses nothing.
function setAside(store, key, text) {
  writeDevice(store, () => {
    localStorage.setItem(`${key}:${Date.now()}`, text);
    places().forEach((place) => put(place, key, null));
  });
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
