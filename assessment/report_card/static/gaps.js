// The items below their top level, the first to mend first: the rows and the order of gap_table
// in gaps.py, for a single sheet.

function gapsOf(plan, choices) {
  return plan.items
    .map((item) => gapOf(item, choices[item.id] ?? null))
    .filter((found) => found.gap > 0)
    .sort((one, other) => other.gate - one.gate || other.gap - one.gap);
}

function gapOf(item, choice) {
  const place = item.levels.indexOf(choice);
  const distance = place < 0 ? 0 : Math.max(...item.points) - item.points[place];
  const gate = place >= 0 && item.gate !== null && choice < item.gate[0];
  return { item: item.id, place, weight: item.weight, distance, gap: item.weight * distance, gate };
}
