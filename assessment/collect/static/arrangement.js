// Which parts of the page are shown in which phase.

function arrange(view, kept) {
  const { phase } = view.state;
  const mine = mineOf(view, kept);
  const open = phase === "open";
  const answering = kept.begun && (open || mine.revision > 0);
  const parts = {
    ".ws-consent": !kept.begun && !["ended", "gone"].includes(phase),
    ".ws-send": kept.begun && open && !view.preview,
    ".ws-group": phase === "revealed",
    ".ws-answers": answering,
    ".ws-own": kept.begun && kept.rounds.some(({ sheet }) => hasChoices(sheet)),
    ".ws-promise": kept.begun && phase !== "gone" && (phase !== "ended" || kept.commitment.text),
    ".ws-leave": kept.begun && open && mine.revision > 0,
    ".ws-forget": (kept.begun || view.forgotten) && !view.preview,
    ".ws-offline": answering && ["open", "closed"].includes(phase),
  };
  for (const [selector, shown] of Object.entries(parts)) {
    view.main.querySelector(selector).hidden = !shown;
  }
  setWords(view, ".ws-waiting", kept.begun && !answering ? waitingWords(phase) : "");
  setWords(view, ".ws-shut", answering && !open ? WORDS.roundShut : "");
  setWords(view, ".ws-behind", behindWords(phase, mine));
  lock(view, !open);
  const withdraw = view.main.querySelector(".ws-withdraw");
  withdraw.textContent = mine.withdrawal ? WORDS.sendAgain : WORDS.withdraw;
  const forget = view.main.querySelector(".ws-forget button");
  forget.textContent = kept.begun ? WORDS.forget : WORDS.undo;
}

function hasChoices(sheet) {
  return Object.keys(chosen(sheet)).length > 0;
}

function waitingWords(phase) {
  if (phase === "closed") return WORDS.waitForOpening;
  return phase === "revealed" ? WORDS.resultsOnly : "";
}

function behindWords(phase, mine) {
  if (phase === "open" || mine.withdrawal || !isUnsent(mine)) return "";
  const words = { closed: WORDS.leftBehind, revealed: WORDS.leftOut, ended: WORDS.leftOut };
  return words[phase] ?? "";
}

function lock(view, locked) {
  for (const { fieldset } of view.items.values()) {
    fieldset.disabled = locked;
    fieldset.classList.toggle("ws-locked", locked);
  }
}
