// Sends what is to be sent, one thing at a time: a moment after a change, with growing pauses
// while it does not arrive, and at once when the phone is looked at or the network is back.

const MOMENT = 1_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

function makeSender(view) {
  let timer = null;
  let busy = false;
  let failures = 0;
  let notBefore = 0;

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(pause, notBefore - performance.now()));
  };

  async function run() {
    const task = busy ? null : nextTask(view);
    if (!task) return;
    busy = true;
    const answer = await call(view, task.method, task.path, task.body);
    busy = false;
    const outcome = settle(view, task, answer);
    failures = outcome === "again" ? failures + 1 : 0;
    if (outcome === "again") later(growing(failures));
    else if (outcome === "wait") wait(answer.pause);
    else if (outcome !== "closed") later(0);
    view.render();
  }

  function wait(seconds) {
    const pause = 1_000 * (seconds || FIRST_PAUSE / 1_000);
    notBefore = performance.now() + pause;
    later(pause);
  }

  return { later, now: () => later(0) };
}

function growing(failures) {
  return jittered(Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE));
}

// A room of phones that lost the same network must not come back in the same moment.
function jittered(pause) {
  return pause * (0.75 + Math.random() / 2);
}

// Returns what comes next: "done", "refused", "closed", "wait" or "again".
function settle(view, task, { status, body, pause }) {
  const words = wordsOf(body);
  view.trouble = "";
  if (status >= 200 && status < 300) {
    view.kept.change((kept) => task.done(kept, body));
    return "done";
  }
  if (status === 409 && body.error === "closed") {
    view.follow();
    return "closed";
  }
  if (status >= 400 && status < 500 && status !== 429) {
    view.refused.set(task.name, { revision: task.revision, words: words || String(status) });
    return "refused";
  }
  const reason = words || WORDS.troubled;
  view.trouble = status === 0 ? WORDS.waiting : fill(WORDS.notSent, { reason });
  return pause > 0 || status === 429 ? "wait" : "again";
}
