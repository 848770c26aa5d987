// Names to tick under a line that unfolds; none ticked means all. Long lists can be searched.
const LONG = 12;

function render({ model, el }) {
  const words = model.get("words");
  const fold = made("details", "bm-ticks");
  const line = made("summary");
  const field = made("fieldset");
  const legend = made("legend", "bm-spoken", model.get("name"));
  const find = made("input", "bm-find");
  find.type = "search";
  find.placeholder = words.find;
  find.setAttribute("aria-label", `${words.find}: ${model.get("name")}`);
  const list = made("div", "bm-tick-list");
  field.append(legend, find, list);
  fold.append(line, field);
  // Keys are the list's own here, not shortcuts of JupyterLab.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  el.append(fold);

  function say() {
    const n = model.get("ticked").length;
    const state = n ? words.some.replace("{n}", n) : words.all;
    line.textContent = `${model.get("name")}: ${state}`;
    fold.classList.toggle("bm-ticked", n > 0);
  }

  function draw() {
    find.hidden = model.get("labels").length <= LONG;
    find.value = "";
    list.replaceChildren(
      ...model.get("labels").map((text, place) => {
        const label = made("label");
        const box = made("input");
        box.type = "checkbox";
        box.addEventListener("change", () => tick(place, box.checked));
        label.append(box, text);
        return label;
      }),
    );
    follow();
  }

  function follow() {
    const ticked = new Set(model.get("ticked"));
    for (const [place, box] of list.querySelectorAll("input").entries()) {
      box.checked = ticked.has(place);
    }
    say();
  }

  function tick(place, on) {
    const others = model.get("ticked").filter((one) => one !== place);
    model.set("ticked", on ? [...others, place].sort((a, b) => a - b) : others);
    model.save_changes();
  }

  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const label of list.children) {
      label.hidden = !label.textContent.toLowerCase().includes(wanted);
    }
  });
  model.on("change:labels", draw);
  model.on("change:ticked", follow);
  draw();
}

function made(name, kind = "", text = "") {
  const element = document.createElement(name);
  element.className = kind;
  element.textContent = text;
  return element;
}

export default { render };
