// What a text typed or pasted into the cells means. A row is the number of a form and a sign for
// each item; the number stands in the column before the first item.
const NUMBER = -1;
// What the form on paper may say for the same.
const LONG = { tt: "t", tb: "b" };

// Returns the sign that a text stands for, or undefined when the item does not allow it.
function signOf(item, text) {
  const typed = text.trim().toLowerCase();
  const sign = LONG[typed] ?? typed;
  if (sign === "" || item.signs.includes(sign)) return sign;
  return sign === "0" ? "" : undefined;
}

function digitsOf(text) {
  return text.replace(/\D/g, "");
}

function rowAfter(last, items) {
  const number = last ? (Number.parseInt(last.number, 10) || 0) + 1 : 1;
  return { number: String(number), cells: items.map(() => "") };
}

// Copies rows, so that those that were sent or kept do not change with what is typed on.
function copied(rows) {
  return rows.map((row) => ({ number: row.number, cells: [...row.cells] }));
}

// Returns the cells of a pasted block: between tabs, or one for each character.
function blockOf(text, column) {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  return lines.map((line) => {
    if (line.includes("\t")) return line.split("\t");
    return column === NUMBER ? [line] : [...line];
  });
}

// Returns the rows with a block put in at a place, or what is wrong: nothing is taken halfway.
function withBlock(rows, items, [row, column], block) {
  const width = Math.max(...block.map((cells) => cells.length));
  // A block with one column more than there are items begins with the numbers.
  const start = column === 0 && width === items.length + 1 ? NUMBER : column;
  if (start + width > items.length) return { wide: true };
  const found = copied(rows);
  for (const [down, cells] of block.entries()) {
    if (row + down === found.length) found.push(rowAfter(found.at(-1), items));
    const target = found[row + down];
    for (const [on, text] of cells.entries()) {
      const place = start + on;
      if (place === NUMBER) {
        target.number = digitsOf(text);
        continue;
      }
      const sign = signOf(items[place], text);
      if (sign === undefined) return { text, number: target.number, item: items[place].id };
      target.cells[place] = sign;
    }
  }
  return { rows: found };
}
