// The page of a workshop on a participant's phone: it is loaded once, and then works without a
// network until it is closed.

const TICK = 1_000;

function startWorkshop() {
  const main = document.querySelector("[data-workshop]");
  const view = makeView(main, JSON.parse(main.dataset.workshop));
  main.querySelector(".ws-plain").remove();
  main.querySelector(".ws-standing").hidden = false;
  main.querySelector(".ws-notice").open = !view.kept.load().begun;
  armButtons(view);
  armCommitment(view);
  listen(view);
  view.render();
  view.follow();
}

function makeView(main, data) {
  const preview = new URLSearchParams(location.search).has("pratinjau");
  const form = main.querySelector("bermakna-checklist");
  const kind = keptKind(JSON.parse(form.dataset.plan), data.rounds);
  const kept = preview ? forgetfulStore(kind) : keptStore(`bermakna:workshop:${data.code}`, kind);
  const state = firstState(preview ? { ...data, phase: "open" } : data);
  const view = { ...data, main, preview, kept, state, refused: new Map() };
  Object.assign(view, { trouble: "", found: null, forgotten: null });
  view.sender = makeSender(view);
  view.follow = makeFollower(view);
  view.changed = () => view.sender.later(MOMENT);
  mountSheet(view, form);
  return view;
}

// The checklist of the book, on the sheet of the round at hand; its render draws the whole page.
function mountSheet(view, form) {
  mount(form, () => roundStore(view), (checklist) => {
    Object.assign(view, { plan: checklist.plan, shown: checklist.shown, items: checklist.items });
    view.render = () => checklist.render();
    view.enterRound = (round) => {
      view.state.round = round;
      checklist.waiting.clear();
    };
    const share = armShare(view.plan);
    const tools = make("div", { className: "bm-tools" }, share.open);
    view.main.querySelector(".ws-offline").append(tools, share.box);
    return { elements: [], render: (sheet) => renderPage(view, share, sheet) };
  });
}

function renderPage(view, share, sheet) {
  const kept = view.kept.load();
  share.render(sheet);
  renderStanding(view, kept);
  arrange(view, kept);
  renderOwn(view, kept);
  renderCommitment(view, kept);
  if (view.state.phase === "revealed") renderGroup(view, kept);
}

function armButtons(view) {
  const on = (selector, act) => view.main.querySelector(selector).addEventListener("click", act);
  on(".ws-begin", () => begin(view));
  on(".ws-send", () => sendNow(view));
  on(".ws-withdraw", () => turnWithdrawal(view));
  on(".ws-forget button", () => turnForgetting(view));
  on(".ws-print", () => window.print());
}

function begin(view) {
  view.kept.change((kept) => (kept.begun = true));
  view.main.querySelector(".ws-notice").open = false;
  view.render();
  const places = [".ws-answers h2", ".ws-waiting"].map((place) => view.main.querySelector(place));
  places.find((place) => place.checkVisibility?.() ?? place.offsetParent)?.focus();
}

function sendNow(view) {
  view.refused.clear();
  if (nextTask(view)) view.sender.now();
  else say(view, WORDS.alreadySent);
  view.render();
}

// Withdrawn answers stay here; sent again, they are newer than the withdrawal.
function turnWithdrawal(view) {
  view.kept.change((kept) => {
    const mine = mineOf(view, kept);
    if (mine.withdrawal) mine.revision += 1;
    mine.withdrawal = mine.withdrawal ? "" : "asked";
  });
  view.sender.now();
  view.render();
}

// Whoever has borrowed a phone leaves nothing on it; until the page is left it can be undone.
function turnForgetting(view) {
  const kept = view.kept.load();
  view.kept.replace(kept.begun ? newKept(view.plan, view.rounds) : view.forgotten);
  view.forgotten = kept.begun ? kept : null;
  say(view, kept.begun ? WORDS.forgotten : WORDS.undone);
  view.sender.now();
  view.render();
}

function listen(view) {
  const wake = () => {
    view.render();
    view.follow();
    view.sender.now();
  };
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", (event) => event.persisted && wake());
  // Put away, the phone may stop the page: what was just chosen goes out before.
  document.addEventListener("visibilitychange", wake);
  setInterval(() => renderStanding(view, view.kept.load()), TICK);
}
