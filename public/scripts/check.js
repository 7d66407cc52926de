// Tries what Twilight needs from this device and network, and says in words what came of it. Apart from the program of boards on purpose, and in a
// language that older browsers understand: it is for where that program does not run. Without it the page says that it has not run.

import { extensions, setting, version } from "./check/browser.js";
import { copy } from "./check/copying.js";
import { clock, cookies, program, storage } from "./check/device.js";
import { minute } from "./check/minute.js";
import { events, latency, requests, time, webSocket } from "./check/network.js";
import { report } from "./check/report.js";
import { bad, pause } from "./check/words.js";

const place = document.getElementById("tried");
const area = document.getElementById("report");
const said = document.getElementById("said");
const verdict = document.getElementById("verdict");
const button = (name) => place.querySelector(`[data-do=${name}]`);
const names = [...place.querySelectorAll("[data-thing]")].map((element) => element.dataset.thing);
const results = {};
const NUMBERS = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const waiting = { state: "trying", words: "Trying …" };
const untried = { state: "untried", words: "Not tried." };

function paragraph(words, kind) {
  const element = document.createElement("p");
  if (kind) element.className = kind;
  element.textContent = words;
  return element;
}

function show(name, result) {
  results[name] = result;
  place.querySelector(`[data-thing=${name}]`).dataset.state = result.state;
  const at = place.querySelector(`[data-result=${name}]`);
  const parts = [paragraph(result.words, result.state === "untried" || result.state === "trying" ? "quiet" : "")];
  if (result.means) parts.push(paragraph(result.means));
  if (result.change) parts.push(paragraph(`For a technician: ${result.change}`, "checkup__change"));
  if (result.state !== "untried" && result.state !== "trying") parts.push(paragraph(`Tried: ${at.dataset.tried}.`, "checkup__tried-how"));
  at.replaceChildren(...parts);
  write();
}

const nameOf = (name) => place.querySelector(`[data-thing=${name}] > span`).textContent;

function write() {
  const things = names.filter((name) => results[name]).map((name) => ({ name: nameOf(name), result: results[name] }));
  area.value = report(verdict.textContent, things, place.dataset.ask);
}

// Shows what comes of it, and that it failed by itself where it did.
async function attempt(name, what) {
  show(name, waiting);
  try {
    show(name, await what());
  } catch (error) {
    show(name, bad(`This could not be tried (${error.name}: ${error.message}).`));
  }
}

// One after the other: what is measured must not wait for what is downloaded.
async function network() {
  await clocks();
  await attempt("socket", webSocket);
  const downloading = downloads();
  await attempt("events", events);
  await attempt("requests", requests);
  await downloading;
}

async function clocks() {
  const measured = time();
  await Promise.all([attempt("latency", async () => latency(await measured)), attempt("clock", async () => clock((await measured).ahead))]);
}

async function downloads() {
  show("compression", waiting);
  let how = null;
  await attempt("program", async () => {
    const [came, compressed] = await program(JSON.parse(place.dataset.program));
    how = compressed;
    return came;
  });
  show("compression", how || untried);
}

function conclude() {
  const is = (name, state) => results[name].state === state;
  const failing = names.filter((name) => is(name, "bad"));
  const [socket, event, request] = ["socket", "events", "requests"].map((name) => is(name, "ok"));
  let words = "Live editing gets through by its fastest way (WebSocket).";
  if (is("requests", "bad") && !socket) words = "Nothing that is typed on boards gets through from here.";
  else if (!socket && event) words = "Live editing gets through by its second way (events), since the fastest (WebSocket) does not.";
  else if (!socket) words = request ? "Live editing gets through by its slowest way: neither WebSocket nor events do." : "It is doubtful whether live editing gets through.";
  const stopped = is("program", "bad");
  if (stopped) words = `Boards can be read here, but not written on: see “${nameOf("program")}”.`;
  const others = names.filter((name) => name !== "requests" && (is(name, "bad") || is(name, "care")) && !(stopped && name === "program"));
  if (others.length) words += ` ${NUMBERS[others.length] || others.length} ${others.length === 1 ? "thing below is" : "things below are"} worth a look.`;
  else if (!stopped) words += " Everything that was tried works.";
  conclusion(failing.length ? "bad" : others.length ? "care" : "ok", words);
}

function conclusion(state, words) {
  verdict.parentNode.dataset.state = state;
  verdict.textContent = words;
  write();
}

async function all() {
  place.setAttribute("aria-busy", "true");
  button("again").setAttribute("aria-disabled", "true");
  conclusion("trying", "Trying what works from here. It takes a few seconds.");
  const others = names.filter((name) => name !== "minute" || !results[name]);
  for (const name of others) show(name, name === "minute" ? { state: "untried", words: "Not tried: press “Test for a minute”." } : waiting);
  await Promise.all([
    network(),
    attempt("storage", storage),
    attempt("cookies", async () => cookies()),
    attempt("version", async () => version()),
    attempt("setting", setting),
    // Extensions come after the page.
    attempt("extensions", () => pause(1500).then(extensions)),
  ]);
  conclude();
  button("again").removeAttribute("aria-disabled");
  place.removeAttribute("aria-busy");
}

const isBusy = (element) => element.getAttribute("aria-disabled") === "true";

button("again").addEventListener("click", () => isBusy(button("again")) || all());

button("minute").addEventListener("click", async () => {
  const pressed = button("minute");
  if (isBusy(pressed)) return;
  pressed.setAttribute("aria-disabled", "true");
  said.textContent = "The test takes a minute. Leave this page open.";
  show("minute", waiting);
  const left = (seconds) => show("minute", { state: "trying", words: `Trying … ${seconds} seconds to go` });
  await attempt("minute", () => minute(left));
  said.textContent = `The minute is over. ${results.minute.words}`;
  pressed.removeAttribute("aria-disabled");
  if (place.getAttribute("aria-busy") !== "true") conclude();
});

button("copy").addEventListener("click", async () => {
  write();
  said.textContent = (await copy(area))
    ? "The report is on the clipboard."
    : "Nothing was copied: this browser does not let the page do it. The report is selected below: press Ctrl and C, or hold a finger on it and choose Copy.";
});

place.querySelector("[data-with-script]").hidden = false;
all();
