// A workshop as it runs, on every device that shows it: the lead's telephone, the wall, a guest's tables. Without this script the page shows how it
// stood when it was loaded, and its buttons are forms.
//
// The server tells how it stands, whole each time, as events. What is in the page says what it shows:
//   data-run="title"      a text, a bar or the sun, kept up to date by its name
//   data-shows="runs …"   there in these phases alone
//   data-starts="3"       when that step begins
//   data-step="4"         the row of that step
//   data-swap             taken anew from the page when its plan, tables or door have changed
//   data-press            a form that is sent without leaving the page

const root = document.querySelector("[data-running]");
const source = root.dataset.running;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const all = (selector) => document.querySelectorAll(selector);
const named = (name) => root.querySelectorAll(`[data-run="${name}"]`);

// The server's clock, as this device knows it: what to add to the time since the page was opened.
let ahead = 0;
let told = JSON.parse(root.dataset.told);
let heard = performance.now();
let stream = null;
let retry = 0;
let over = false;
// Whether something is to be taken anew from the page, and how often that was tried.
let stale = false;
let swaps = 0;

const serverNow = () => ahead + performance.now();

/** The clock of the server, by the quickest of a few answers: none of its way is known but how long there and back took. */
async function setClock() {
  let best = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const sent = performance.now();
    const answer = await fetch("/check/time", { cache: "no-store" });
    const now = Number(await answer.text());
    const trip = performance.now() - sent;
    if (answer.ok && now > 0 && trip < best) {
      best = trip;
      ahead = now - (sent + trip / 2);
    }
  }
}

const trouble = () => {};

/** `32:40`, or `+2:05` when it is over by so much: as the server writes it. */
function clock(left) {
  const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
  const sign = left <= -1000 ? "+" : "";
  return `${sign}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function write(name, text) {
  for (const element of named(name)) {
    if (element.textContent !== text) element.textContent = text;
  }
}

function showIf(name, shown) {
  for (const element of named(name)) element.hidden = !shown;
}

function tick() {
  const { phase, total, ends } = told;
  const left = ends === null ? told.left : ends - serverNow();
  const isOver = phase === "runs" && left <= -1000;
  write("time", clock(left));
  write("words", phase === "paused" ? "left, paused" : isOver ? "over its time" : `left, until ${told.until}`);
  for (const element of named("time")) {
    const line = element.parentElement;
    line.classList.toggle(`${line.classList[0]}--over`, left < 0);
  }
  const gone = Math.min(Math.max(total - left, 0), total);
  for (const bar of named("bar")) {
    bar.max = Math.max(total, 1);
    bar.value = gone;
  }
  for (const sun of named("sun")) {
    const moved = calm.matches ? Math.floor(gone / 60000) * 60000 : gone;
    const sunk = total > 0 ? (Number(sun.dataset.far) * moved) / total : 0;
    sun.setAttribute("cy", String(Number(sun.dataset.high) + sunk));
  }
  showIf("offline", over || performance.now() - heard > 25000);
}

function titleOf({ phase, title }) {
  if (phase === "not-begun") return "Not begun yet";
  return phase === "ended" ? "That was it for today" : title;
}

function showBoard({ board: shown }) {
  showIf("call", shown !== null);
  for (const place of named("board")) {
    const link = place.querySelector("a");
    if (shown === null) place.replaceChildren();
    else if (link?.getAttribute("href") !== shown.address || link.textContent !== shown.title) {
      const way = document.createElement("a");
      way.href = shown.address;
      way.rel = "external";
      way.textContent = shown.title;
      place.replaceChildren(way);
    }
  }
}

function showRows({ phase, step, starts }) {
  const isOn = phase === "runs" || phase === "paused";
  for (const row of all("[data-step]")) {
    if (isOn && Number(row.dataset.step) === step) row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
  }
  for (const time of all("[data-starts]")) {
    const at = starts[Number(time.dataset.starts)];
    if (at !== undefined && time.textContent !== at) time.textContent = at;
  }
}

function show() {
  const isOn = told.phase === "runs" || told.phase === "paused";
  write("title", titleOf(told));
  write("step", isOn ? `Step ${told.step} of ${told.starts.length}` : "");
  write("after", told.next === "" ? "" : `Next, at ${told.next_at}: ${told.next}`);
  showIf("after", told.next !== "");
  write("message", told.message);
  showIf("message", told.message !== "");
  showBoard(told);
  showIf("unsay", told.message !== "");
  showIf("uncall", told.board !== null);
  showIf("lock", !told.locked && told.phase !== "ended");
  showIf("unlock", told.locked);
  write("over", told.over);
  for (const element of all("[data-shows]")) element.hidden = !element.dataset.shows.split(" ").includes(told.phase);
  for (const button of all("[data-press] [value=back]")) button.hidden ||= told.step === 1;
  for (const button of all("[data-press] [value=next]")) button.hidden ||= told.next === "";
  for (const field of all("input[name=revision]")) field.value = told.revision;
  showRows(told);
  tick();
}

/** Takes what has another shape by now from the page as the server makes it. */
async function swap() {
  swaps += 1;
  const own = swaps;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // A later one is on its way, with what is newer.
  if (own !== swaps) return;
  stale = false;
  for (const part of all("[data-swap]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(document.importNode(fresh, true));
  }
  show();
}

function take(text) {
  const next = JSON.parse(text);
  heard = performance.now();
  // What the server says now, it can't have said before.
  ahead = Math.max(ahead, next.now - heard);
  if (serverNow() - next.now > 5000) setClock().catch(trouble);
  const moved = next.revision > 0 && (next.step !== told.step || next.phase !== told.phase);
  const reshaped = next.shape !== told.shape;
  // An answer that was overtaken on its way. Much later it is none: the server was brought back from a copy.
  if (next.revision < told.revision && next.now < told.now + 5000) return;
  told = next;
  // The instructions are those of the step. Where they did not come, they are asked for with the next that is heard.
  stale = stale || reshaped || moved;
  show();
  if (stale && all("[data-swap]").length > 0) swap().catch(trouble);
}

/** Whoever may not see it any more is told so, and asks no more. */
function stop(status) {
  if (status !== 401 && status !== 403 && status !== 404) return false;
  over = true;
  stream?.close();
  clearTimeout(retry);
  write("offline", "This page is told no more: you are signed out, or it is not yours to see any more. Load it again.");
  showIf("offline", true);
  return true;
}

async function ask() {
  const answer = await fetch(source, { cache: "no-store" });
  // Whoever is signed out is led to where one signs in.
  if (answer.redirected) stop(401);
  else if (answer.ok) take(await answer.text());
  else stop(answer.status);
}

function listen() {
  if (over) return;
  clearTimeout(retry);
  stream?.close();
  stream = new EventSource(`${source}/events`);
  stream.addEventListener("message", (event) => take(event.data));
  stream.addEventListener("error", () => {
    // Otherwise the browser comes back by itself. There may be no place for one more: then it is asked from time to time.
    if (stream.readyState === EventSource.CLOSED) {
      ask().catch(trouble);
      clearTimeout(retry);
      retry = setTimeout(listen, 8000);
    }
  });
}

/** What was pressed last, and until when it is on its way. */
let pressed = null;
let pressing = Promise.resolve();

async function press(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button?.name) fields.set(button.name, button.value);
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    const to = new URL(answer.url);
    if (answer.redirected && to.pathname === location.pathname) {
      // It says something: that somebody was quicker.
      if (to.searchParams.has("done")) {
        location.assign(to);
        return;
      }
      for (const field of form.querySelectorAll("input[type=text]")) field.value = "";
      await ask();
      return;
    }
    // Signed out: what was typed stays, and the page says so.
    if (answer.redirected || answer.status === 401) await ask();
    if (over) return;
  } catch {
    // The browser sends it, and says what is wrong.
  } finally {
    form.removeAttribute("aria-busy");
  }
  if (button?.name) {
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = button.name;
    hidden.value = button.value;
    form.append(hidden);
  }
  HTMLFormElement.prototype.submit.call(form);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-press]")) return;
  event.preventDefault();
  // The same button once more is a finger that trembled; another one is meant, and waits for its turn.
  const button = event.submitter;
  if (form.getAttribute("aria-busy") === "true" && pressed === button) return;
  pressed = button;
  form.setAttribute("aria-busy", "true");
  pressing = pressing.then(() => press(form, button));
});

// A device that has slept is right at once.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  setClock().catch(trouble);
  ask().catch(trouble);
  listen();
});

const full = document.querySelector("[data-full-screen]");
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => document.documentElement.requestFullscreen().catch(trouble));
  document.addEventListener("fullscreenchange", () => {
    full.hidden = document.fullscreenElement !== null;
  });
}

// On the wall nobody needs to see the pointer, unless somebody moves it.
const wall = document.querySelector(".wall");
if (wall) {
  let resting = 0;
  const rest = () => {
    clearTimeout(resting);
    wall.classList.remove("wall--still");
    resting = setTimeout(() => wall.classList.add("wall--still"), 3000);
  };
  document.addEventListener("pointermove", rest);
  rest();
}

// A proxy may gather what is said: then it is asked for.
setInterval(() => {
  if (performance.now() - heard > 15000 && !over) ask().catch(trouble);
}, 5000);

ahead = told.now - heard;
setClock().catch(trouble);
show();
listen();
setInterval(tick, 250);
