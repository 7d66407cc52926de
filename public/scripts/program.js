// Starts the program of a page that lives on in the browser, and says what is so where it does not run: while it is on its way, where it
// is refused or arrives in pieces, and after it has died. Without this script the page says by itself, after a while, that it did not start.
//
// The program takes over the server's elements. Where others have put theirs between them (extensions, translators, proxies), it draws the
// page anew instead; the server has written down of what nodes the page was made (`server/src/http/shape.rs`).

import { hush, say, untrue } from "./program-words.js";
import { gather, keep, open, put, recover, unsaved } from "./rescue.js";

const page = document.documentElement;
const root = document.getElementById("app");
const { bindings, wasm } = document.getElementById("program").dataset;

/** How long it may take before something is said, and before more is said, in milliseconds. */
const SLOW = 5_000;
const VERY_SLOW = 30_000;

let program = null;
/** "starting", "running", or why it does not run. */
let state = "starting";

function is(now) {
  state = now;
  page.dataset.program = now;
}

/** FNV-1a over the names of all nodes. A long board has twenty thousand, of few names. */
function shape() {
  let sum = 0x811c9dc5;
  const letters = new Map();
  const nodes = document.createTreeWalker(root);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const name = node.nodeType === Node.ELEMENT_NODE ? node.localName : node.nodeType === Node.TEXT_NODE ? "#" : "!";
    if (!letters.has(name)) letters.set(name, Array.from(`${name.toLowerCase()} `, (letter) => letter.charCodeAt(0)));
    for (const letter of letters.get(name)) sum = Math.imul(sum ^ letter, 0x01000193);
  }
  return (sum >>> 0).toString(16).padStart(8, "0");
}

/** What keeps the program from running: a key of what is said, and what a technician wants to know. */
class Obstacle extends Error {
  constructor(key, detail) {
    super(detail);
    this.key = key;
  }
}

/** A program of its own: each `attempt` has a memory of its own. */
async function load(attempt, cache) {
  const answer = await fetch(wasm, { cache }).catch((error) => {
    throw new Obstacle(navigator.onLine === false ? "offline" : "refused", `${location.origin}${wasm} did not come (${error.message})`);
  });
  const kind = answer.headers.get("content-type") ?? "nothing";
  if (!answer.ok) throw new Obstacle("refused", `${location.origin}${wasm} was answered with ${answer.status}`);
  if (!kind.startsWith("application/wasm")) throw new Obstacle("refused", `${location.origin}${wasm} came as ${kind}, not as application/wasm`);
  const module = await import(attempt ? `${bindings}?${attempt}` : bindings).catch((error) => {
    throw new Obstacle("refused", `${location.origin}${bindings} did not come (${error.message})`);
  });
  await module.default({ module_or_path: answer }).catch((error) => {
    throw new Obstacle("incomplete", `${location.origin}${wasm} arrived incomplete or changed (${error.message})`);
  });
  await module.prepare().catch((error) => {
    throw new Obstacle(navigator.onLine === false ? "offline" : "refused", `A part of ${location.origin}${wasm} did not come (${error.message})`);
  });
  return module;
}

/** Twice, where it does not come the first time: what a proxy has cut off may be whole the next time. */
async function loadAnyhow(attempt) {
  try {
    return await load(attempt, "default");
  } catch {
    return load(`${attempt}again`, "reload");
  }
}

/** Whether the program runs after `begin`, and still does when all that it has begun has had its turn. */
async function lives(begin) {
  try {
    await begin();
    await new Promise((resolve) => setTimeout(resolve));
  } catch (error) {
    died(error);
  }
  return state === "starting";
}

async function start() {
  if (typeof WebAssembly !== "object") throw new Obstacle("absent", "There is no WebAssembly in this browser.");
  program = await loadAnyhow("");
  if (shape() === root.dataset.shape && (await lives(() => program.hydrate()))) return;
  // What was typed meanwhile, and where the reader is, goes over to the new elements.
  const typed = gather(root, true);
  const { scrollX, scrollY } = window;
  if (state !== "starting") {
    is("starting");
    program = await loadAnyhow("anew");
  }
  page.dataset.drawn = "anew";
  if (!(await lives(() => program.draw()))) throw new Obstacle("broken", "It stopped while it was drawn.");
  put(root, typed);
  scrollTo(scrollX, scrollY);
}

/** Nothing of the program runs from here on. What was typed last stays in its field, and is kept for the page that is loaded next. */
function died(error) {
  if (state !== "starting" && state !== "running") return;
  const ran = state === "running";
  is("stopped");
  const kept = ran && keep(root);
  program?.stop?.();
  if (!ran) return;
  if (error) console.error(error);
  untrue("Stopped, not saving");
  say("stopped", { kept });
}

/** An exception that went through the program has left it in disorder as well. */
function isOurs(error) {
  return error instanceof Error && (error instanceof (globalThis.WebAssembly?.RuntimeError ?? Obstacle) || /\.wasm\b/.test(error.stack ?? ""));
}

addEventListener("program-panicked", () => died());
addEventListener("error", ({ error }) => isOurs(error) && died());
addEventListener("unhandledrejection", ({ reason }) => isOurs(reason) && died());

async function begin() {
  is("starting");
  if (typeof WebAssembly === "object") open(root);
  const timers = [setTimeout(say, SLOW, "slow"), setTimeout(say, VERY_SLOW, "very-slow")];
  try {
    await start();
    is("running");
    hush();
    recover(root);
  } catch (obstacle) {
    const key = obstacle.key ?? "broken";
    is(key);
    untrue("Opened for reading only");
    say(key, { detail: obstacle.message, typed: unsaved(root) });
  }
  for (const timer of timers) clearTimeout(timer);
}
begin();
