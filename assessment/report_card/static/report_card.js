// The report card of a page: puts the template in the place of the plain links, and keeps it in
// step with the device.

function mount(root) {
  const standards = JSON.parse(root.dataset.standards);
  const view = { root, earlier: null, commitments: commitmentStore() };
  root.querySelector(".rc-plain").hidden = true;
  root.append(root.querySelector("template").content.cloneNode(true));
  view.parts = standards.map((standard) => partOf(root, standard));
  view.plans = view.parts.map((part) => part.plan);
  armTools(view);
  armCommitments(view);
  follow(view);
  render(view);
}

function partOf(root, standard) {
  const box = root.querySelector(`[data-standard="${standard.plan.standard}"]`);
  const rows = [...box.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]);
  const store = deviceStore(standard.plan);
  const share = armShare(standard.plan);
  box.querySelector(".rc-overall").after(make("div", { className: "bm-tools" }, share.open), share.box);
  return { ...standard, box, store, share, rows: Object.fromEntries(rows) };
}

function armCommitments(view) {
  view.root.querySelectorAll(".rc-commitment").forEach((box, place) => {
    for (const field of box.querySelectorAll("[data-field]")) {
      field.addEventListener("input", () => {
        const value = field.type === "checkbox" ? field.checked : field.value;
        view.commitments.change((list) => (list[place][field.dataset.field] = value));
        render(view);
      });
    }
  });
}

function follow(view) {
  const update = () => {
    render(view);
    say(view, WORDS.followed, Boolean(view.before));
  };
  storesOf(view).forEach((store) => store.watch(update));
  // A page that the browser had put aside has missed what happened on others.
  window.addEventListener("pageshow", (event) => event.persisted && render(view));
  window.addEventListener("beforeunload", (event) => view.losable && event.preventDefault());
}

function startWhenWhole() {
  const start = () => document.querySelectorAll(".rc").forEach(mount);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
