// The button that shows the share code of a sheet, and the box with the code to copy.

let shareBoxes = 0;

function armShare(plan) {
  const holds = make("p", { id: `bm-share-${++shareBoxes}` });
  const field = make("textarea", { readOnly: true, rows: 2, spellcheck: false });
  field.setAttribute("aria-describedby", holds.id);
  const told = make("p", {});
  told.setAttribute("role", "status");
  const label = make("label", { className: "bm-field" }, WORDS.share, field);
  const copy = button(WORDS.copy, () => copyCode(field, told));
  const box = make("div", { className: "bm-share", hidden: true }, label, copy, told, holds);
  const open = button(WORDS.share, () => show(box.hidden));
  const show = (shown) => {
    box.hidden = !shown;
    open.setAttribute("aria-expanded", shown);
  };
  show(false);
  return { open, box, render: (sheet) => renderShare(plan, sheet, { holds, field, told, label, copy }) };
}

function renderShare(plan, sheet, { holds, field, told, label, copy }) {
  const keptBack = plan.items.filter((item) => item.confidential).map((item) => item.id);
  const nothing = Object.entries(choicesOf(sheet.answers)).every(
    ([item, choice]) => choice === null || keptBack.includes(item),
  );
  const code = nothing ? "" : shareCode(plan, sheet);
  label.hidden = copy.hidden = nothing;
  holds.textContent = nothing
    ? WORDS.shareNothing
    : fill(WORDS.shareHolds, { progress: progress(plan.items, sheet) });
  if (keptBack.length) {
    holds.append(" ", fill(WORDS.shareKeepsBack, { items: keptBack.join(", ") }));
  }
  if (field.value === code) return;
  field.value = code;
  told.textContent = "";
}

async function copyCode(field, told) {
  try {
    await navigator.clipboard.writeText(field.value);
    told.textContent = WORDS.copied;
  } catch {
    // A room's plain http address has no clipboard of the newer kind, and some browsers ask first.
    field.focus();
    field.select();
    told.textContent = document.execCommand("copy") ? WORDS.copied : WORDS.copyYourself;
  }
}
