// The group's results, as the server gives them after the reveal; one's own answers are marked.

function renderGroup(view, kept) {
  const box = view.main.querySelector(".ws-found");
  if (view.drawn === view.found && box.childElementCount) return;
  view.drawn = view.found;
  if (!view.found) {
    box.replaceChildren(make("p", { textContent: WORDS.resultsWaiting }));
    return;
  }
  const { rounds, change, text } = view.found;
  const shown = rounds.filter((round) => !round.suppressed);
  box.replaceChildren(
    make("p", { className: "ws-lead", textContent: text }),
    ...(change ? changePart(view, change) : []),
    ...rounds.flatMap((round) => roundPart(view, round)),
    ...(shown.length ? itemsPart(view, kept, shown) : []),
  );
}

function changePart(view, change) {
  const rows = change.sections.map(({ section, text }) =>
    make("li", { className: "ws-row" }, nameOf(view, section), make("p", { textContent: text })),
  );
  return [heading(WORDS.groupChange), make("ul", { className: "ws-rows" }, ...rows)];
}

function roundPart(view, round) {
  const title = titleOf(view, round);
  if (round.suppressed) return [heading(title), make("p", { textContent: WORDS.tooFew })];
  const rows = round.sections.map((found) => {
    const bounds = { low: found.low, high: found.high, score: null, band: null };
    const lines = resultLine(view, bounds, found.text);
    return make("li", { className: "ws-row" }, nameOf(view, found.section), ...lines);
  });
  return [heading(title), make("ul", { className: "ws-rows" }, ...rows)];
}

function titleOf(view, { round }) {
  const text = WORDS.groupSections;
  return view.rounds === 1 ? text : fill(WORDS[`ofRound${round}`], { text: text.toLowerCase() });
}

function heading(words) {
  return make("h3", { className: "ws-part", textContent: words });
}

// In the order of the last round that is shown: the widest disagreement first.
function itemsPart(view, kept, shown) {
  const items = shown.at(-1).items.map(({ item, text }) => {
    const name = make("h4", { className: "ws-name" }, span("bm-code", item), text);
    const rounds = shown.flatMap((round) => itemOfRound(view, kept, round, item, shown.length > 1));
    return make("li", { className: "ws-row" }, name, ...rounds);
  });
  return [heading(WORDS.groupItems), make("ul", { className: "ws-rows" }, ...items)];
}

function span(className, textContent) {
  return make("span", { className, textContent });
}

function itemOfRound(view, kept, round, item, named) {
  const found = round.items.find((one) => one.item === item);
  if (!found) return [];
  const own = kept.rounds[round.round - 1]?.sheet.answers[item]?.choice ?? null;
  const when = make("p", { className: "ws-when" }, [WORDS.before, WORDS.after][round.round - 1]);
  const shares = found.shares
    ? make("ul", { className: "ws-shares" }, ...levelRows(view, found, own))
    : make("p", { className: "ws-soft", textContent: WORDS.tooFewForItem });
  return [...(named ? [when] : []), shares, ...others(found, own)];
}

function levelRows(view, { item, shares }, own) {
  const { levels } = view.plan.items.find((planned) => planned.id === item);
  return levels.map((level) => {
    const share = Math.round(100 * (shares[level] ?? 0));
    const bar = make("span", { className: "ws-bar" }, make("span"));
    bar.setAttribute("aria-hidden", "true");
    bar.firstChild.style.width = `${share}%`;
    const row = make("li", {}, span("ws-level", labelOf(view, item, level)), " ", bar, " ");
    row.append(span("ws-share", fill(WORDS.percent, { share })));
    if (own === level) row.append(" ", make("strong", { className: "ws-mine" }, WORDS.yours));
    row.classList.toggle("ws-ours", own === level);
    return row;
  });
}

// The words of a level stand in the form.
function labelOf(view, item, level) {
  const label = view.items.get(item)?.fieldset.querySelector(`[data-choice="${level}"] strong`);
  return label?.textContent ?? String(level);
}

function others(found, own) {
  const counts = [
    [found.unknown, WORDS.unknownCount, own === "unknown"],
    [found.not_applicable, WORDS.notApplicableCount, own === "not_applicable"],
    [found.unanswered, WORDS.unansweredCount, false],
  ];
  const words = counts.filter(([count]) => count > 0).map(([count, template, mine]) => {
    const text = fill(template, { count });
    return mine ? fill(WORDS.countWithYours, { text }) : text;
  });
  return words.length ? [make("p", { className: "ws-soft", textContent: words.join(" · ") })] : [];
}
