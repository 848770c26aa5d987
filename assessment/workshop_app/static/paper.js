// Cells for paper forms. One key answers an item and moves on; arrows, Backspace and Enter move.
// Rows are kept in the model while they are typed, and go when the kernel says they are stored.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function render({ model, el }) {
  const words = model.get("words");
  const table = made("table", {}, { "aria-label": words.name });
  const frame = made("div", { className: "bm-scroll bm-paper" });
  const line = made("p", { className: "bm-paper-said" }, { role: "status" });
  const store = made("button", { type: "button", textContent: words.store });
  store.className = "jupyter-button widget-button";
  frame.append(table);
  frame.setAttribute("data-lm-suppress-shortcuts", "true");
  el.append(frame, line, store);

  let rows = [];
  let at = [0, 0];
  let sent = [];
  let waiting;

  const items = () => model.get("items");
  const isTyped = (row) => row.cells.some(Boolean);
  const field = ([row, column]) => table.tBodies[0].rows[row]?.cells[column + 1]?.firstChild;

  function begin() {
    rows = copied(model.get("rows"));
    at = [0, 0];
    withFreeRow();
    draw();
  }

  function withFreeRow() {
    const last = rows.at(-1);
    if (!last || isTyped(last)) rows.push(rowAfter(last, items()));
  }

  function keep() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      model.set("rows", copied(rows.filter(isTyped)));
      model.save_changes();
    }, 200);
  }

  function draw() {
    const head = [words.form, ...items().map((item) => item.id)];
    const top = made("tr");
    top.append(...head.map((text) => made("th", { textContent: text, scope: "col" })));
    const thead = made("thead");
    thead.append(top);
    const body = made("tbody");
    body.append(...rows.map((_row, number) => drawRow(number)));
    table.replaceChildren(thead, body);
    mark(at);
  }

  function drawRow(row) {
    const line = made("tr");
    for (let column = NUMBER; column < items().length; column += 1) {
      const cell = made(column === NUMBER ? "th" : "td", column === NUMBER ? { scope: "row" } : {});
      cell.append(drawField(row, column));
      line.append(cell);
    }
    return line;
  }

  function drawField(row, column) {
    const input = made("input", { type: "text", autocomplete: "off", tabIndex: -1 });
    input.dataset.place = `${row} ${column}`;
    input.value = valueAt(row, column);
    input.setAttribute("aria-label", nameOf(row, column));
    if (column === NUMBER) input.inputMode = "numeric";
    return input;
  }

  function nameOf(row, column) {
    if (column === NUMBER) return words.number.replace("{row}", row + 1);
    return words.cell.replace("{number}", rows[row].number).replace("{item}", items()[column].id);
  }

  const valueAt = (row, column) => (column === NUMBER ? rows[row].number : rows[row].cells[column]);

  // One field can be reached with Tab: the way out of the table is short.
  function mark(place) {
    const earlier = field(at);
    if (earlier) earlier.tabIndex = -1;
    at = place;
    const input = field(at) ?? field((at = [0, 0]));
    if (input) input.tabIndex = 0;
    return input;
  }

  function go(place) {
    const input = mark(place);
    input?.focus();
    input?.select();
  }

  function goOn([row, column]) {
    go(column + 1 < items().length ? [row, column + 1] : [row + 1, 0]);
  }

  function goBack([row, column]) {
    if (column > 0) go([row, column - 1]);
    else if (row > 0) go([row - 1, items().length - 1]);
  }

  function typed(input, place, text) {
    const [row, column] = place;
    if (column === NUMBER) {
      rows[row].number = digitsOf(input.value);
      input.value = rows[row].number;
      items().forEach((_item, at) => field([row, at]).setAttribute("aria-label", nameOf(row, at)));
      return keep();
    }
    const item = items()[column];
    const sign = signOf(item, text);
    if (sign === undefined) {
      input.value = rows[row].cells[column];
      input.select();
      return say(words.allowed, { item: item.id, signs: item.signs.join(", ") });
    }
    put(place, sign);
    goOn(place);
  }

  function say(text, about = {}) {
    line.textContent = text.replace(/\{(\w+)\}/g, (_gap, name) => about[name]);
  }

  function put([row, column], sign) {
    say("");
    rows[row].cells[column] = sign;
    field([row, column]).value = sign;
    keep();
    const known = rows.length;
    withFreeRow();
    if (rows.length > known) table.tBodies[0].append(drawRow(known));
  }

  function paste(place, text) {
    const found = withBlock(rows, items(), place, blockOf(text, place[1]));
    if (found.wide) return say(words.wide);
    if (!found.rows) return say(words.pasted, found);
    rows = found.rows;
    say("");
    withFreeRow();
    draw();
    keep();
    go([rows.length - 1, 0]);
  }

  const placeOf = (input) => input.dataset.place.split(" ").map(Number);

  table.addEventListener("focusin", (event) => {
    if (!event.target.dataset.place) return;
    mark(placeOf(event.target));
    event.target.select();
  });
  table.addEventListener("input", (event) => {
    const input = event.target;
    typed(input, placeOf(input), event.data ?? input.value.at(-1) ?? "");
  });
  table.addEventListener("paste", (event) => {
    event.preventDefault();
    paste(placeOf(event.target), event.clipboardData.getData("text/plain"));
  });
  table.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    const [row, column] = place;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) {
      event.preventDefault();
      const [down, on] = STEPS[event.key];
      const next = [row + down, column + on];
      if (field(next)) go(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(field([row + 1, 0]) ? [row + 1, 0] : [row, column]);
    } else if ((event.key === "Backspace" || event.key === "Delete") && column !== NUMBER) {
      event.preventDefault();
      const empty = rows[row].cells[column] === "";
      put(place, "");
      if (empty && event.key === "Backspace") goBack(place);
    }
  });
  store.addEventListener("click", () => {
    sent = copied(rows.filter(isTyped));
    model.send({ rows: sent });
  });
  model.on("msg:custom", ({ kept }) => {
    if (!kept) return begin();
    const same = (row) =>
      sent.some((one) => one.number === row.number && `${one.cells}` === `${row.cells}`);
    const gone = rows.filter((row) => isTyped(row) && kept.includes(row.number) && same(row));
    if (!gone.length) return;
    rows = rows.filter((row) => !gone.includes(row));
    at = [rows.length - 1, 0];
    withFreeRow();
    draw();
    keep();
    go([Math.max(rows.length - 1, 0), 0]);
  });
  begin();
}

function made(name, properties = {}, attributes = {}) {
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export default { render };
