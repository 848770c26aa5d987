// The commitment: written here, and sent only when its button is pressed, as a room may read it.

function armCommitment(view) {
  const part = view.main.querySelector(".ws-promise");
  const area = part.querySelector("textarea");
  area.addEventListener("input", () => {
    view.kept.change(({ commitment }) => (commitment.draft = area.value));
    view.render();
  });
  part.querySelector(".ws-promise-send").addEventListener("click", () => promise(view, area.value));
  part.querySelector(".ws-promise-back").addEventListener("click", () => {
    promise(view, "");
    area.focus();
  });
}

function promise(view, written) {
  const text = written.trim().replace(/\s+/g, " ");
  view.kept.change(({ commitment }) => {
    if (commitment.text === text) return;
    Object.assign(commitment, { draft: text, text, revision: commitment.revision + 1 });
  });
  view.sender.now();
  view.render();
}

function renderCommitment(view, kept) {
  const { commitment } = kept;
  const part = view.main.querySelector(".ws-promise");
  const over = view.state.phase === "ended";
  const area = part.querySelector("textarea");
  setText(part, commitment.draft);
  area.readOnly = over;
  part.querySelector(".ws-buttons").hidden = over;
  part.querySelector(".ws-promise-back").hidden = !commitment.text;
  const count = [...commitment.draft].length;
  setWords(view, ".ws-letters", fill(WORDS.letters, { count, most: LONGEST }));
  setWords(view, ".ws-promised", commitmentWords(view, commitment, over));
}

function commitmentWords(view, commitment, over) {
  const refused = refusalOf(view, "commitment", commitment.revision);
  if (over) return WORDS.commitmentEnded;
  if (commitment.draft !== commitment.text) return WORDS.commitmentDraft;
  if (isUnsent(commitment)) {
    if (view.preview) return WORDS.preview;
    return refused ? fill(WORDS.notTaken, { reason: refused.words }) : view.trouble || WORDS.sending;
  }
  if (commitment.text) return fill(WORDS.commitmentSent, commitment);
  return commitment.revision ? WORDS.commitmentGone : "";
}
