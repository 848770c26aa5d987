// Follows the workshop: its phase, its round and the time that is left, as the server says.

const PHASES = ["closed", "open", "revealed", "ended"];
const EVERY = 5_000;
const SLOWEST = 40_000;

function makeFollower(view) {
  let timer = null;
  let busy = false;
  let failures = 0;

  async function follow() {
    clearTimeout(timer);
    if (busy || view.preview || document.visibilityState !== "visible") return;
    busy = true;
    const answer = await call(view, "GET", "");
    const wasConnected = view.state.connected;
    takeState(view, answer);
    if (view.state.phase === "revealed") await takeResults(view);
    busy = false;
    failures = answer.status === 200 ? 0 : failures + 1;
    const pause = Math.min(EVERY * 2 ** failures, SLOWEST);
    timer = setTimeout(follow, Math.max(jittered(pause), 1_000 * (answer.pause ?? 0)));
    if (view.state.connected && (!wasConnected || !view.trouble)) view.sender.now();
    view.render();
  }
  return follow;
}

function firstState({ phase, round }) {
  return { phase, round, closes: null, connected: true };
}

function takeState(view, { status, body }) {
  const { state, rounds } = view;
  state.connected = status === 200 || status === 404;
  if (status === 404) state.phase = "gone";
  if (status !== 200 || !PHASES.includes(body.phase)) return;
  if (!(body.round >= 1 && body.round <= rounds)) return;
  if (body.round !== state.round) view.enterRound(body.round);
  state.phase = body.phase;
  // The phone's clock may be wrong; that it runs is enough.
  const left = body.seconds_left;
  state.closes = typeof left === "number" ? performance.now() + 1_000 * left : null;
}

// Nothing changes any more after the reveal: once is enough.
async function takeResults(view) {
  if (view.found) return;
  const { status, body } = await call(view, "GET", "/results");
  if (status === 200) view.found = body;
}
