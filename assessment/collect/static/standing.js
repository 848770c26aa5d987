// What the page says of the workshop and of what has arrived, and which of its parts are shown.

function renderStanding(view, kept) {
  const state = sendState(view, kept);
  const phase = phaseLine(view, kept, state);
  setWords(view, ".ws-phase", phase);
  const where = view.kept.refused ? WORDS.notStored : WORDS.kept;
  setWords(view, ".ws-sent", view.preview ? WORDS.preview : `${where} · ${state.words}`);
  const sent = view.main.querySelector(".ws-sent");
  sent.hidden = !(kept.begun || view.preview);
  sent.classList.toggle("bm-warning", state.warns || view.kept.refused);
  tellChanges(view, phase, state);
}

function setWords(view, selector, words) {
  const element = view.main.querySelector(selector);
  if (element.textContent !== words) element.textContent = words;
}

function phaseLine(view, kept, { kind }) {
  const { phase, round, connected } = view.state;
  if (phase === "gone") return WORDS.phaseGone;
  const said = phase === "open" ? openWords(view) : phaseWords(phase, mineOf(view, kept));
  const alone = view.rounds === 1 || ["revealed", "ended"].includes(phase);
  const line = alone ? said : fill(WORDS[`round${round}`], { phase: said });
  return connected || kind === "trouble" ? line : fill(WORDS.noConnection, { text: line });
}

function openWords({ state }) {
  if (state.closes === null) return WORDS.phaseOpen;
  const left = state.closes - performance.now();
  if (left <= 0) return WORDS.timeOver;
  if (left < 60_000) return WORDS.lastMinute;
  return fill(WORDS.minutesLeft, { minutes: Math.floor(left / 60_000) });
}

function phaseWords(phase, mine) {
  if (phase === "closed") return mine.revision ? WORDS.phaseClosed : WORDS.phaseBefore;
  return phase === "revealed" ? WORDS.phaseRevealed : WORDS.phaseEnded;
}

// `kind` tells states apart that are worth saying aloud.
function sendState(view, kept) {
  const mine = mineOf(view, kept);
  const refused = refusalOf(view, "sheet", mine.revision);
  if (mine.withdrawal) return withdrawalState(view, mine);
  if (mine.revision === 0) return { kind: "", words: WORDS.empty };
  if (!isUnsent(mine)) return { kind: "sent", words: sentWords(kept) };
  if (refused) return warning("refused", fill(WORDS.notTaken, { reason: refused.words }));
  if (view.state.phase !== "open") return warning("late", WORDS.unsentAtClose);
  if (view.trouble) return warning("trouble", view.trouble);
  return { kind: "", words: WORDS.sending };
}

function withdrawalState(view, mine) {
  if (mine.withdrawal === "done") return { kind: "withdrawn", words: WORDS.withdrawn };
  if (view.state.phase !== "open") return warning("late", WORDS.withdrawnLate);
  const refused = refusalOf(view, "withdrawal", mine.revision);
  if (refused) return warning("refused", fill(WORDS.notTaken, { reason: refused.words }));
  return view.trouble ? warning("trouble", WORDS.withdrawing) : { kind: "", words: WORDS.sending };
}

function warning(kind, words) {
  return { kind, words, warns: true };
}

function sentWords({ sentAt }) {
  const clock = new Intl.DateTimeFormat(LANGUAGE, { timeStyle: "short" });
  return fill(WORDS.sentAt, { time: clock.format(new Date(sentAt)) });
}

// Said aloud is what is new: another phase, the first arrival, trouble and its end; never a clock.
function tellChanges(view, phaseText, { kind, words }) {
  const phase = `${view.state.phase} ${view.state.round}`;
  const told = view.told ?? { phase, kind };
  const news = [];
  if (phase !== told.phase) news.push(phaseText);
  if (kind && kind !== told.kind) news.push(words);
  if (news.length) say(view, news.join(". "));
  view.told = { phase, kind: kind || told.kind };
}

function say(view, words) {
  const region = view.main.querySelector(".ws-said");
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
}
