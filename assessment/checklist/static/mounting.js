// Brings one checklist to life, wherever its answers live and whatever can be done with them.

let mounted = 0;

// `arm` makes the tools: the elements that follow the result, and what to render at each change.
function mount(root, makeStore, arm) {
  const plan = JSON.parse(root.dataset.plan);
  const items = [...root.querySelectorAll("[data-item]")].map((fieldset) => fieldset.dataset.item);
  const view = { root, plan, shown: planOf(plan, items), store: makeStore(plan) };
  view.name = `bm${++mounted}`;
  view.items = new Map();
  view.waiting = new Set();
  root.querySelectorAll("[data-item]").forEach((fieldset) => armItem(view, fieldset));
  view.tools = arm(view);
  root.querySelector(".bm-end").replaceWith(armResult(view), ...view.tools.elements);
  view.render = () => render(view);
  const forget = [view.store.watch(view.render), warnBeforeLoss(view), openForPrint(root)];
  view.render();
  root.classList.add("bm-alive");
  return () => forget.forEach((stop) => stop());
}

function render(view) {
  const sheet = view.store.load();
  const results = scorePlan(view.shown, choicesOf(sheet.answers));
  for (const item of view.shown.items) {
    renderItem(view, item, sheet.answers[item.id] ?? emptyAnswer());
  }
  renderProgress(view, results, sheet);
  renderResult(view, results.overall, sheet);
  view.tools.render(sheet, results);
}

function warnBeforeLoss(view) {
  const warn = (event) => {
    if (view.store.refused && !isBlank(view.store.load())) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  return () => window.removeEventListener("beforeunload", warn);
}

// Paper cannot be unfolded: everything is open while it prints.
function openForPrint(root) {
  let opened = [];
  const open = () => {
    opened = [...root.querySelectorAll("details:not([open])")];
    opened.forEach((details) => (details.open = true));
  };
  const close = () => opened.forEach((details) => (details.open = false));
  window.addEventListener("beforeprint", open);
  window.addEventListener("afterprint", close);
  return () => {
    window.removeEventListener("beforeprint", open);
    window.removeEventListener("afterprint", close);
  };
}
