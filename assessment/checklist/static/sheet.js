// A sheet of answers, in the same form as AnswerSheet in answers.py.

const FORMAT = "bermakna-sheet";
const ABOUT_FIELDS = ["unit", "period", "assessor"];
const TEXTS = ["evidence", "note", "reason"];

function newSheet(plan) {
  const now = timestamp();
  return {
    format: FORMAT,
    sheet: newId(),
    standard: plan.standard,
    version: plan.version,
    unit: "",
    period: "",
    assessor: "",
    created: now,
    updated: now,
    answers: {},
  };
}

function timestamp() {
  return new Date().toISOString().replace(/\.\d+Z$/, "+00:00");
}

// crypto.randomUUID exists only on secure origins; a room's plain http address is not one.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 4, 4, 4, 12].reduce((parts, length) => {
    const start = parts.join("").length;
    return [...parts, hex.slice(start, start + length)];
  }, []).join("-");
}

function emptyAnswer() {
  return { choice: null, evidence: "", note: "", reason: "" };
}

function isEmpty(answer) {
  return answer.choice === null && !answer.evidence && !answer.note && !answer.reason;
}

function choicesOf(answers) {
  return Object.fromEntries(Object.entries(answers).map(([item, answer]) => [item, answer.choice]));
}

function progress(items, sheet) {
  const done = items.filter((item) => {
    const choice = sheet.answers[item.id]?.choice ?? null;
    return choice !== null && choice !== "unknown";
  });
  return fill(WORDS.progress, { done: done.length, all: items.length });
}

// Read a file's text; throws an Error whose message says everything that does not fit.
function parseSheet(plan, text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error(WORDS.notJson);
  }
  if (data?.format !== FORMAT || typeof data.answers !== "object" || !data.answers) {
    throw new Error(WORDS.notSheet);
  }
  if (data.standard !== plan.standard) refuse(WORDS.otherStandard, data.standard, plan.standard);
  if (data.version !== plan.version) refuse(WORDS.otherVersion, data.version, plan.version);
  const problems = [...wrongFields(data, ABOUT_FIELDS, ""), ...misfits(plan, data.answers)];
  if (problems.length) throw new Error(problems.join("\n"));
  return completed(plan, data);
}

// Fields that hold something else than text would stop the page that shows them.
function wrongFields(holder, fields, item) {
  const wrong = fields.filter((field) => typeof (holder[field] ?? "") !== "string");
  return wrong.map((field) => fill(WORDS.notText, { place: `${item}${field}` }));
}

function refuse(template, found, allowed) {
  throw new Error(fill(template, { found: String(found), allowed }));
}

// Fill in what an older or shortened file may lack, so that the rest can rely on it.
function completed(plan, data) {
  const answers = {};
  for (const [item, answer] of Object.entries(data.answers)) {
    answers[item] = { ...emptyAnswer(), ...present(answer) };
  }
  return { ...newSheet(plan), ...present(data), answers };
}

function present(fields) {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== null));
}

function misfits(plan, answers) {
  const items = new Map(plan.items.map((item) => [item.id, item]));
  return Object.entries(answers).flatMap(([id, answer]) =>
    items.has(id)
      ? [...wrongFields(answer ?? {}, TEXTS, `${id}.`), ...brokenRule(items.get(id), answer ?? {})]
      : [fill(WORDS.unknownItem, { item: id })],
  );
}

function brokenRule(item, answer) {
  const { choice = null, reason = "" } = answer;
  if (choice === null || choice === "unknown") return [];
  if (choice === "not_applicable") {
    if (!item.not_applicable) return [fill(WORDS.neverNotApplicable, { item: item.id })];
    return String(reason).trim() ? [] : [fill(WORDS.noReason, { item: item.id })];
  }
  if (item.levels.includes(choice)) return [];
  const allowed = item.levels.join(", ");
  return [fill(WORDS.outOfRange, { item: item.id, found: JSON.stringify(choice), allowed })];
}
