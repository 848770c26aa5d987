// Two sheets of one standard: what has changed on the items that have a level in both. All
// scores are scorePlan's, once for each whole sheet and once for the items that they share.

function compareSheets(plan, then, now) {
  const answers = [then, now].map((sheet) => choicesOf(sheet.answers));
  const shared = plan.items.filter((item) =>
    answers.every((choices) => item.levels.includes(choices[item.id] ?? null)),
  );
  const [was, is] = answers.map((choices) => scorePlan({ ...plan, items: shared }, choices));
  const before = scorePlan(plan, answers[0]);
  const count = (items, place) => items.filter((item) => item.section === place).length;
  return {
    overall: {
      before: before.overall,
      change: change(was.overall, is.overall),
      shared: shared.length,
      all: plan.items.length,
    },
    sections: plan.sections.map((_section, place) => ({
      before: before.sections[place],
      change: change(was.sections[place], is.sections[place]),
      shared: count(shared, place),
      all: count(plan.items, place),
    })),
  };
}

// In hundredths, from the printed values: what a reader would get by subtracting them.
function change(was, is) {
  if (was.score === null) return null;
  return Math.round(100 * is.score) - Math.round(100 * was.score);
}

function sayChange(found) {
  if (found.change === null) return WORDS.noChange;
  return fill(WORDS.change, { ...found, change: sayPoints(found.change) });
}

// Whole points: the decimals of a difference of rounded numbers would claim too much.
function sayPoints(hundredths) {
  if (hundredths === 0) return WORDS.unchanged;
  const points = Math.round(Math.abs(hundredths) / 100);
  if (points === 0) return hundredths > 0 ? WORDS.slightRise : WORDS.slightFall;
  return fill(hundredths > 0 ? WORDS.rise : WORDS.fall, { points });
}
