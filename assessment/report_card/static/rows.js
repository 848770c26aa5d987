// One row of the report card: the result of a section, or of a whole standard.

function renderRow(row, plan, result, items, choices) {
  row.querySelector(".rc-now").textContent = result.text;
  row.querySelector(".rc-count").textContent = fill(WORDS.counted, countLevels(items, choices));
  drawBar(row.querySelector(".rc-bar"), plan, result);
}

// Items that do not apply are nobody's task: they are not counted.
function countLevels(items, choices) {
  const applicable = items.filter((item) => choices[item.id] !== "not_applicable");
  const done = applicable.filter((item) => item.levels.includes(choices[item.id] ?? null));
  return { done: done.length, all: applicable.length };
}

function renderChange(row, plan, found) {
  const box = row.querySelector(".rc-compared");
  box.hidden = !found;
  if (!found) return;
  box.querySelector(".rc-before").textContent = found.before.text;
  box.querySelector(".rc-change").textContent = sayChange(found);
  drawBar(box.querySelector(".rc-bar"), plan, found.before);
}

function drawBar(bar, plan, result) {
  const [range, mark] = bar.children;
  const [least, most] = plan.values;
  const share = (value) => `${(100 * (value - least)) / (most - least)}%`;
  mark.hidden = result.band === null;
  range.hidden = result.low === null || !mark.hidden;
  if (!range.hidden) {
    range.style.left = share(result.low);
    range.style.width = share(least + result.high - result.low);
  }
  if (!mark.hidden) mark.style.left = share(result.score);
}

function renderGates(part, shut) {
  const box = part.box.querySelector(".rc-gates");
  box.hidden = shut.length === 0;
  box.querySelector("ul").replaceChildren(...shut.map((id) => gateLine(part, id)));
}

function gateLine(part, id) {
  const planned = part.plan.items.find((item) => item.id === id);
  const [level, cap] = planned.gate;
  const line = itemLine(part, "gate", id);
  line.querySelector(".rc-rule").textContent = fill(WORDS.gateRule, {
    level: labelOf(part, id, planned.levels.indexOf(level)),
    band: part.plan.bands[cap].label,
  });
  return line;
}

function renderGaps(part, gaps) {
  const box = part.box.querySelector(".rc-gaps");
  box.querySelector(".rc-none").hidden = gaps.length > 0;
  box.querySelector("ol").replaceChildren(...gaps.map((gap) => gapLine(part, gap)));
}

function gapLine(part, gap) {
  const line = itemLine(part, "gap", gap.item);
  const section = sectionOf(part.plan, gap.item);
  const level = labelOf(part, gap.item, gap.place);
  line.querySelector(".bm-gate").hidden = !gap.gate;
  line.querySelector(".rc-rule").textContent = fill(WORDS.gapRule, { ...gap, level });
  line.querySelector(".rc-hint span").textContent = part.items[gap.item].hints[gap.place];
  const link = line.querySelector("a");
  link.textContent = `${section} ${part.sections[section].title}`;
  link.href = part.sections[section].page;
  return line;
}

function itemLine(part, kind, id) {
  const template = part.box.closest(".rc").querySelector(`template.rc-${kind}`);
  const line = template.content.firstElementChild.cloneNode(true);
  line.querySelector(".bm-code").textContent = id;
  line.querySelector(".rc-text").textContent = part.items[id].text;
  return line;
}

function labelOf(part, id, place) {
  return part.scales[part.items[id].scale][place];
}

function sectionOf(plan, id) {
  return plan.sections[plan.items.find((item) => item.id === id).section].id;
}
