// One checklist on a page: a custom element in the published book, a widget in Jupyter.

let mounted = 0;

function mount(root, makeStore) {
  const plan = JSON.parse(root.dataset.plan);
  const sections = [...root.querySelectorAll("[data-section]")].map((part) => part.dataset.section);
  const view = { root, plan, shown: planOf(plan, sections), store: makeStore(plan) };
  view.name = `bm${++mounted}`;
  view.items = new Map();
  view.waiting = new Set();
  root.querySelectorAll("[data-item]").forEach((fieldset) => armItem(view, fieldset));
  root.querySelector(".bm-end").replaceWith(armResult(view), ...armTools(view));
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
  for (const field of ABOUT_FIELDS) setText(view.about[field], sheet[field]);
  renderProgress(view, results, sheet);
  renderResult(view, results.overall, sheet);
  view.share.render(sheet);
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

// The script may run while the page is still arriving: wait until the form is whole.
function defineElement() {
  class Checklist extends HTMLElement {
    connectedCallback() {
      if (this.querySelector(".bm-end")) this.begin();
      else this.arrival = this.arrival ?? this.waitForForm();
    }

    waitForForm() {
      const arrival = new MutationObserver(() => {
        if (!this.querySelector(".bm-end")) return;
        arrival.disconnect();
        this.begin();
      });
      arrival.observe(this, { childList: true, subtree: true });
      return arrival;
    }

    begin() {
      if (!this.stop) this.stop = mount(this, deviceStore);
    }
  }
  if (!customElements.get("bermakna-checklist")) {
    customElements.define("bermakna-checklist", Checklist);
  }
}

function renderWidget({ model, el }) {
  el.innerHTML = model.get("form");
  return mount(el.querySelector("bermakna-checklist"), (plan) => modelStore(plan, model));
}
