// Calls of the server. Whatever goes wrong comes back as an answer; status 0 is no server at all.

const PATIENCE = 10_000;

async function call(view, method, path, body) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(`/api/workshops/${view.code}${path}`, {
      method,
      headers: headersOf(view, method, body),
      body: body && JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      // What is under way when the phone is put away still arrives.
      keepalive: method !== "GET",
      signal: patience.signal,
    });
    return await answerOf(response);
  } catch {
    return { status: 0, body: {} };
  } finally {
    clearTimeout(timer);
  }
}

// Reading what all may read, a phone does not say which one it is.
function headersOf(view, method, body) {
  const headers = method === "GET" ? {} : { Authorization: `Bearer ${view.kept.load().token}` };
  return body ? { ...headers, "Content-Type": "application/json" } : headers;
}

// A page in the place of an answer is that of a network which wants a login: no server.
async function answerOf(response) {
  const { status } = response;
  const body = status === 204 ? {} : await response.json().catch(() => null);
  if (response.ok && !isObject(body)) return { status: 0, body: {} };
  const pause = Number(response.headers.get("Retry-After"));
  return { status, body: isObject(body) ? body : {}, pause: Number.isFinite(pause) ? pause : 0 };
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}

// The server's own words, with each thing that it does not take.
function wordsOf({ message, problems }) {
  const named = Array.isArray(problems) ? problems.map(sayProblem) : [];
  return [message, ...named].filter((part) => typeof part === "string" && part).join(" ");
}

function sayProblem(problem) {
  if (!isObject(problem)) return problem;
  return [problem.place, problem.message].filter(Boolean).join(": ");
}
