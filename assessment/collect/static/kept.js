// What a phone keeps of a workshop: the key by which it alone can change its answers, a sheet for
// each round under one id, and the commitment. All tabs of the phone share it.

const TOKEN = /^[\w-]{43}$/;
const WITHDRAWALS = ["", "asked", "done"];

function keptKind(plan, rounds) {
  return {
    empty: () => newKept(plan, rounds),
    read: (text) => checkedKept(plan, rounds, JSON.parse(text)),
    stamp: (kept) => kept,
    isEmpty: (kept) => !kept.begun,
  };
}

function newKept(plan, rounds) {
  const sheet = newSheet(plan);
  const round = () => ({ sheet: { ...sheet, answers: {} }, revision: 0, sent: 0, withdrawal: "" });
  return {
    begun: false,
    token: newToken(),
    sentAt: "",
    rounds: Array.from({ length: rounds }, round),
    commitment: { draft: "", text: "", revision: 0, sent: 0 },
  };
}

function newToken() {
  const letters = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// Throws for what this page has not written: it is set aside, and the phone begins anew.
function checkedKept(plan, rounds, kept) {
  const { commitment } = kept;
  const sound =
    TOKEN.test(kept.token) &&
    kept.rounds.length === rounds &&
    kept.rounds.every((mine) => isCounted(mine) && WITHDRAWALS.includes(mine.withdrawal)) &&
    isCounted(commitment) &&
    [commitment.draft, commitment.text].every((text) => typeof text === "string") &&
    (kept.sentAt === "" ? kept.rounds.every(({ sent }) => sent === 0) : Date.parse(kept.sentAt) > 0);
  if (!sound) throw new Error("not a workshop as this page keeps it");
  const sheets = kept.rounds.map((mine) => parseSheet(plan, JSON.stringify(mine.sheet)));
  return { ...kept, rounds: kept.rounds.map((mine, place) => ({ ...mine, sheet: sheets[place] })) };
}

function isCounted({ revision, sent }) {
  return [revision, sent].every((number) => Number.isInteger(number) && number >= 0);
}

// A preview forgets everything when it is left.
function forgetfulStore(kind) {
  const memory = kind.empty();
  return {
    refused: false,
    load: () => structuredClone(memory),
    change: (edit) => edit(memory),
    watch: () => () => {},
  };
}

// The sheet of the round at hand, as the checklist knows its stores.
function roundStore(view) {
  return {
    get refused() {
      return view.kept.refused;
    },
    load: () => mineOf(view, view.kept.load()).sheet,
    change: (edit) => {
      view.kept.change((kept) => revise(mineOf(view, kept), edit));
      view.changed();
    },
    watch: view.kept.watch,
    status: () => "",
  };
}

function mineOf(view, kept) {
  return kept.rounds[view.state.round - 1];
}

// A reason that is written stays here: only another choice makes something new to send.
function revise(mine, edit) {
  const before = JSON.stringify(chosen(mine.sheet));
  edit(mine.sheet);
  mine.sheet.updated = timestamp();
  if (JSON.stringify(chosen(mine.sheet)) !== before) mine.revision += 1;
}

function chosen(sheet) {
  const choices = Object.entries(choicesOf(sheet.answers));
  return Object.fromEntries(choices.filter(([, choice]) => choice !== null));
}

function isUnsent({ revision, sent }) {
  return revision > sent;
}
