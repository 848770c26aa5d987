// Scores one sheet by a plan. The rules are those of plan.py; sums are BigInt, so that every
// number is exact until it is rounded once, half up, to hundredths.

const NO_SUMS = { points: 0n, answered: 0n, applicable: 0n };

function scorePlan(plan, choices) {
  const parts = plan.sections.map((_section, place) => sectionSums(plan, place, choices));
  return {
    overall: overallResult(plan, parts),
    sections: plan.sections.map((section, place) => sectionResult(plan, section, parts[place])),
  };
}

// The plan of some items alone, and of the sections they stand in, for a checklist of just those.
function planOf(plan, itemIds) {
  const items = plan.items.filter((item) => itemIds.includes(item.id));
  const kept = plan.sections.map((_section, place) => items.some((item) => item.section === place));
  const places = kept.map((_kept, place) => kept.slice(0, place).filter(Boolean).length);
  return {
    ...plan,
    sections: plan.sections.filter((_section, place) => kept[place]),
    items: items.map((item) => ({ ...item, section: places[item.section] })),
  };
}

function sectionSums(plan, place, choices) {
  const sums = { ...NO_SUMS, cap: plan.bands.length - 1, shut: [] };
  for (const item of plan.items) {
    if (item.section === place) addItem(sums, item, choices[item.id] ?? null);
  }
  return sums;
}

function addItem(sums, item, choice) {
  if (choice === "not_applicable") return;
  const weight = BigInt(item.weight);
  sums.applicable += weight;
  const level = item.levels.indexOf(choice);
  if (level < 0) return;
  sums.answered += weight;
  sums.points += weight * BigInt(item.points[level]);
  if (item.gate && choice < item.gate[0]) {
    sums.cap = Math.min(sums.cap, item.gate[1]);
    sums.shut.push(item.id);
  }
}

function sectionResult(plan, section, sums) {
  const [least, most] = plan.points.map(BigInt);
  const waiting = sums.applicable - sums.answered;
  return result(plan, section.id, sums, {
    score: index(plan, sums.points, sums.answered),
    low: index(plan, sums.points + waiting * least, sums.applicable),
    high: index(plan, sums.points + waiting * most, sums.applicable),
  });
}

function overallResult(plan, parts) {
  const [least, most] = plan.points.map(BigInt);
  const bound = (points) => (part) => part.points + (part.applicable - part.answered) * points;
  const total = { ...NO_SUMS, cap: plan.bands.length - 1, shut: [] };
  for (const part of parts) {
    total.answered += part.answered;
    total.applicable += part.applicable;
    total.cap = Math.min(total.cap, part.cap);
    total.shut.push(...part.shut);
  }
  return result(plan, "overall", total, {
    score: meanIndex(plan, parts, (part) => part.points, (part) => part.answered),
    low: meanIndex(plan, parts, bound(least), (part) => part.applicable),
    high: meanIndex(plan, parts, bound(most), (part) => part.applicable),
  });
}

// The weighted mean of the sections' means, as one fraction; sections without weights leave.
function meanIndex(plan, parts, pointsOf, weightsOf) {
  let [numerator, denominator, counted] = [0n, 1n, 0n];
  parts.forEach((part, place) => {
    const weights = weightsOf(part);
    if (weights === 0n) return;
    const sectionWeight = BigInt(plan.sections[place].weight);
    numerator = numerator * weights + sectionWeight * pointsOf(part) * denominator;
    denominator *= weights;
    counted += sectionWeight;
  });
  return index(plan, numerator, denominator * counted);
}

function index(plan, points, weights) {
  const [least, most] = plan.points.map(BigInt);
  const [low, high] = plan.values.map(BigInt);
  const span = most - least;
  return halfUp(100n * (low * span * weights + (high - low) * (points - least * weights)), span * weights);
}

function halfUp(numerator, denominator) {
  if (denominator === 0n) return null;
  return Number((2n * numerator + denominator) / (2n * denominator));
}

function result(plan, id, sums, hundredths) {
  const complete = sums.applicable > 0n && sums.answered === sums.applicable;
  const band = complete ? plan.bands[bandOf(plan, hundredths.score, sums.cap)] : null;
  const figures = { ...hundredths, completeness: halfUp(10000n * sums.answered, sums.applicable) };
  for (const name of Object.keys(figures)) {
    if (figures[name] !== null) figures[name] /= 100;
  }
  const found = { id, ...figures, band: band && band.id, shut: sums.shut };
  return { ...found, text: describe(found, band) };
}

function bandOf(plan, score, cap) {
  const reached = plan.bands.filter((band) => band.lowest <= score).length - 1;
  return Math.min(reached, cap);
}

function describe(found, band) {
  if (found.low === null) return WORDS.nothing;
  const text = band
    ? fill(WORDS.complete, { score: printIndex(found.score), band: band.label })
    : fill(WORDS.incomplete, {
        low: printIndex(found.low),
        high: printIndex(found.high),
        completeness: printPercent(found.completeness),
      });
  return found.shut.length ? fill(WORDS.shut, { text, gates: found.shut.join(", ") }) : text;
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

function printIndex(value) {
  return printNumber(value, 2);
}

function printPercent(value) {
  return printNumber(value, 0);
}

function printNumber(value, leastDecimals) {
  return new Intl.NumberFormat(LANGUAGE, {
    minimumFractionDigits: leastDecimals,
    maximumFractionDigits: 2,
    useGrouping: false,
  }).format(value);
}
