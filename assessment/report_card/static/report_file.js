// A report card as a file: the sheets of all standards and the commitments, in one JSON object.

const REPORT_FORMAT = "bermakna-report";
const REPORT_VERSION = 1;

function reportOf(state) {
  return {
    format: REPORT_FORMAT,
    version: REPORT_VERSION,
    saved: timestamp(),
    sheets: Object.values(state.sheets),
    commitments: state.commitments,
  };
}

// Read a report card, or a single sheet as a checklist saves it: { saved, sheets by standard,
// commitments or null }. Throws an Error whose message says everything that does not fit.
function parseReport(plans, text) {
  const data = readJson(text);
  const single = data?.format === FORMAT;
  if (!single) requireReport(data, plans.length);
  const problems = [];
  const sheets = readSheets(plans, single ? [data] : data.sheets, problems);
  const commitments = single ? null : collect(problems, () => completeList(data.commitments));
  if (problems.length) throw new Error(problems.join("\n"));
  return { saved: single ? data.updated : data.saved, sheets, commitments };
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(WORDS.notJson);
  }
}

function requireReport(data, most) {
  if (data?.format !== REPORT_FORMAT) {
    refuse(WORDS.notReport, JSON.stringify(data?.format), `"${REPORT_FORMAT}", "${FORMAT}"`);
  }
  if (data.version !== REPORT_VERSION) {
    refuse(WORDS.otherReport, JSON.stringify(data.version), REPORT_VERSION);
  }
  const named = Array.isArray(data.sheets) && data.sheets.map((sheet) => sheet?.standard);
  if (!named || named.length > most || new Set(named).size < named.length) {
    throw new Error(WORDS.noSheets);
  }
}

function readSheets(plans, list, problems) {
  const sheets = list.map((data) => collect(problems, () => readSheet(plans, data)));
  return Object.fromEntries(sheets.filter(Boolean).map((sheet) => [sheet.standard, sheet]));
}

function readSheet(plans, data) {
  const plan = plans.find((one) => one.standard === data?.standard);
  const allowed = plans.map((one) => one.standard).join(", ");
  if (!plan) refuse(WORDS.otherStandard, data?.standard, allowed);
  return parseSheet(plan, JSON.stringify(data));
}

function collect(problems, read) {
  try {
    return read();
  } catch (error) {
    problems.push(error.message);
    return null;
  }
}
