// Buttons that show a slide over the whole window, in the browser's own dialog: it holds the
// focus, closes with Esc, and gives the focus back to the button.
function render({ model, el }) {
  const words = model.get("words");
  const bar = document.createElement("div");
  bar.className = "bm-projector-bar";
  const dialog = document.createElement("dialog");
  dialog.className = "bm-slide";
  // Keys are the slide's own here, not shortcuts of JupyterLab.
  dialog.setAttribute("data-lm-suppress-shortcuts", "true");
  const content = document.createElement("div");
  content.className = "bm-slide-content";
  content.tabIndex = 0;
  content.setAttribute("role", "group");
  const place = document.createElement("span");
  place.setAttribute("role", "status");
  const buttons = {
    back: named(words.back, () => turn(-1)),
    on: named(words.on, () => turn(1)),
    close: named(words.close, () => dialog.close()),
  };
  const foot = document.createElement("div");
  foot.className = "bm-slide-foot";
  foot.append(place, buttons.back, buttons.on, buttons.close);
  dialog.append(content, foot);
  el.append(bar, dialog);
  let at = 0;

  function turn(by) {
    const slides = model.get("slides");
    at = Math.min(Math.max(at + by, 0), slides.length - 1);
    draw();
  }

  function draw() {
    const slides = model.get("slides");
    if (!slides[at]) return dialog.close();
    content.innerHTML = slides[at].content;
    content.setAttribute("aria-label", slides[at].name);
    dialog.setAttribute("aria-label", slides[at].name);
    for (const part of [place, buttons.back, buttons.on]) part.hidden = slides.length < 2;
    place.textContent = words.place.replace("{n}", at + 1).replace("{all}", slides.length);
    buttons.back.disabled = at === 0;
    buttons.on.disabled = at === slides.length - 1;
  }

  function list() {
    bar.replaceChildren(
      ...model.get("slides").map((slide, number) =>
        named(slide.name, () => {
          at = number;
          draw();
          dialog.showModal();
          content.focus();
        }),
      ),
    );
  }

  function follow() {
    const names = model.get("slides").map((slide) => slide.name);
    const shown = [...bar.children].map((button) => button.textContent);
    // Buttons that stay as they are keep the focus.
    if (names.join("\n") !== shown.join("\n")) list();
    if (dialog.open) draw();
  }

  const ways = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key in ways && model.get("slides").length > 1) {
      event.preventDefault();
      turn(ways[event.key]);
    }
  });
  model.on("change:slides", follow);
  list();
}

function named(text, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jupyter-button widget-button";
  button.textContent = text;
  button.addEventListener("click", run);
  return button;
}

export default { render };
