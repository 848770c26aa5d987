// What can be done with the answers: save, open, print, erase, share.

function armTools(view) {
  const file = make("input", { type: "file", accept: ".json,application/json", hidden: true });
  file.addEventListener("change", () => openFile(view, file));
  view.message = make("p", { className: "bm-message" });
  view.message.setAttribute("role", "status");
  const share = armShare(view.plan);
  const tools = make(
    "div",
    { className: "bm-tools" },
    button(WORDS.save, () => saveFile(view)),
    button(WORDS.open, () => file.click()),
    button(WORDS.print, () => window.print()),
    button(WORDS.erase, () => erase(view)),
    share.open,
    file,
  );
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", WORDS.tools);
  return {
    elements: [tools, share.box, aboutFields(view), view.message],
    render: (sheet) => {
      for (const field of ABOUT_FIELDS) setText(view.about[field], sheet[field]);
      share.render(sheet);
    },
  };
}

function aboutFields(view) {
  view.about = {};
  const fields = ABOUT_FIELDS.map((field) => {
    const input = make("input", { type: "text", autocomplete: "off" });
    input.addEventListener("input", () => {
      view.store.change((sheet) => (sheet[field] = input.value));
      view.render();
    });
    view.about[field] = make("label", { className: "bm-field" }, WORDS[field], input);
    return view.about[field];
  });
  const summary = make("summary", { textContent: WORDS.about });
  return make("details", { className: "bm-about" }, summary, ...fields);
}

function saveFile(view) {
  const sheet = view.store.load();
  const text = `${JSON.stringify(sheet, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const day = timestamp().slice(0, 10);
  const link = make("a", { href: address, download: `bermakna-${sheet.standard}-${day}.json` });
  view.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function openFile(view, input) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  try {
    const sheet = parseSheet(view.plan, await file.text());
    replaceAll(view, sheet, fill(WORDS.opened, { file: file.name }));
  } catch (error) {
    say(view, `${fill(WORDS.refused, { file: file.name })}\n${error.message}`);
  }
}

function erase(view) {
  const sheet = view.store.load();
  for (const item of view.shown.items) delete sheet.answers[item.id];
  if (Object.keys(sheet.answers).length === 0) ABOUT_FIELDS.forEach((field) => (sheet[field] = ""));
  replaceAll(view, sheet, WORDS.erased);
}

// Taking over other answers can always be undone, until the next such step.
function replaceAll(view, sheet, sentence) {
  const before = view.store.load();
  view.store.replace(sheet);
  view.waiting.clear();
  view.render();
  say(view, sentence, () => {
    view.store.replace(before);
    view.render();
    say(view, WORDS.undone);
  });
}

function say(view, sentence, undo) {
  view.message.replaceChildren(sentence);
  if (undo) view.message.append(" ", button(WORDS.undo, undo));
}
