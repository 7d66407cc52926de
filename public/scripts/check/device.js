// What this device does: keeps words, takes cookies, has the right time, runs the program of a board.

import { bad, care, ok, size, span, within } from "./words.js";

const NAME = "twilight-check";
const PATIENCE = 8_000;
const DOWNLOAD = 60_000;
// Less than this is what private windows and full devices give.
const LITTLE = 50e6;

export async function storage() {
  const host = location.host;
  const [simple, kept] = [simpleStore(), await within(PATIENCE, keepsWords()).catch((error) => error)];
  const change = `Allow cookies and site data for ${host}, and don’t clear them when the browser closes.`;
  if (kept !== true) {
    const means = "If the connection breaks while you write, what is not sent yet is in the open page alone: leave it open until it says “Saved”.";
    return bad(`This browser keeps nothing on the device (IndexedDB: ${reason(kept)}). It may be a private window, or a rule of the school.`, means, change);
  }
  const room = await roomFor().catch(() => null);
  const much = room === null ? "" : ` There is room for ${size(room)}.`;
  if (room !== null && room < LITTLE) return care(`Words are kept on this device, but there is little room: ${size(room)}. It may be a private window.`, "Close some other pages, or use an ordinary window.");
  if (simple !== true) return care(`Words are kept on this device.${much} The small store beside it is shut (localStorage: ${reason(simple)}).`, "Boards work; this browser forgets which way through the network was the right one.", change);
  return ok(`Words are kept on this device until they are saved.${much}`);
}

const reason = (error) => (error && error.name && error.name !== "Error" ? error.name : "no answer");

function simpleStore() {
  try {
    localStorage.setItem(NAME, "kept");
    const kept = localStorage.getItem(NAME) === "kept";
    localStorage.removeItem(NAME);
    return kept;
  } catch (error) {
    return error;
  }
}

const done = (request) =>
  new Promise((go, refuse) => {
    request.onsuccess = () => go(request.result);
    request.onerror = () => refuse(request.error);
  });

async function keepsWords() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("words");
  const store = await done(opening);
  try {
    await done(store.transaction("words", "readwrite").objectStore("words").put("kept", 1));
    return (await done(store.transaction("words").objectStore("words").get(1))) === "kept";
  } finally {
    store.close();
    await done(indexedDB.deleteDatabase(NAME)).catch(() => {});
  }
}

async function roomFor() {
  if (!navigator.storage || !navigator.storage.estimate) return null;
  const { quota, usage } = await within(PATIENCE, navigator.storage.estimate());
  return quota > 0 ? quota - (usage || 0) : null;
}

export function cookies() {
  const change = `Allow cookies of ${location.host}: the site’s own are enough.`;
  try {
    document.cookie = `${NAME}=1; path=/check; max-age=60; samesite=lax`;
    const taken = document.cookie.includes(`${NAME}=1`);
    document.cookie = `${NAME}=; path=/check; max-age=0; samesite=lax`;
    return taken ? ok("Cookies are kept.") : bad("This browser keeps no cookies here.", "You can’t stay signed in.", change);
  } catch (error) {
    return bad("This browser keeps no cookies here.", "You can’t stay signed in.", change);
  }
}

// `ahead`: how many milliseconds the server's clock is ahead of this device's.
export function clock(ahead) {
  if (Math.abs(ahead) < 60_000) return ok(`The clock is right: ${Math.abs(ahead) < 1000 ? "less than a second" : span(ahead)} from the server’s.`);
  return care(
    `This device’s clock is ${span(ahead)} ${ahead > 0 ? "slow" : "fast"}.`,
    "Times that boards show, like “Saved 16:12”, are out by as much. What is saved is saved, and what is due goes by the server’s clock.",
    "Have the clock set by the network (NTP).",
  );
}

// An empty module, and one that takes a reference, as ours do.
const EMPTY = [0, 97, 115, 109, 1, 0, 0, 0];
const WITH_REFERENCE = EMPTY.concat([1, 5, 1, 96, 1, 111, 0]);
export const runs = (bytes) => typeof WebAssembly === "object" && WebAssembly.validate(new Uint8Array(bytes));

const READ_ONLY = "Boards can be read and printed here, but not written on.";

// The program of a board, all its files downloaded once more: what came of them, and how they were compressed.
export async function program(files) {
  if (typeof WebAssembly !== "object") {
    return [bad("This browser runs no WebAssembly.", READ_ONLY, "Lockdown Mode on an iPad or a Mac switches it off: lift it for this site. Rules that switch off compiling just in time may do so too.")];
  }
  if (!runs(WITH_REFERENCE)) return [bad("This browser is too old for the program of a board.", READ_ONLY, "Update the browser or the device (iPadOS 15.4 or newer).")];
  if (!files.length) return [care("This server has no program to download.", READ_ONLY)];
  const began = performance.now();
  const came = await Promise.all(files.map(arrival));
  const fault = came.find((one) => one.fault);
  if (fault) {
    const change = `Let files of the type application/wasm (${fault.address}) through from ${location.host}, whole and unchanged.`;
    return [bad(fault.fault, READ_ONLY, change)];
  }
  const took = performance.now() - began;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [ok(`The program of a board arrives whole (${size(bytes)}) and runs; that took ${(took / 1000).toFixed(1)} seconds.`), compression(came, bytes)];
}

// One file of it: its headers, or what is wrong with it.
async function arrival({ address, bytes }) {
  const failed = (words) => ({ address, fault: words });
  let answer, came;
  try {
    answer = await within(DOWNLOAD, fetch(address, { cache: "no-store" }));
    came = answer.ok ? await within(DOWNLOAD, answer.arrayBuffer()) : null;
  } catch (error) {
    if (error.message === "late") return failed("The program of a board does not arrive in a minute.");
    return failed(answer ? "The program of a board is cut off on the way." : "The program of a board is refused on the way.");
  }
  if (!came) return failed(`The program of a board is refused on the way (the answer was ${answer.status}).`);
  const type = (answer.headers.get("content-type") || "none").split(";")[0].trim();
  if (type !== "application/wasm") return failed(`Something else arrives in place of the program of a board (its type is ${type}).`);
  if (came.byteLength !== bytes) return failed(`The program of a board is cut off on the way: ${size(came.byteLength)} of ${size(bytes)} arrive.`);
  try {
    await WebAssembly.compile(came);
  } catch (error) {
    return failed(`The program of a board arrives, but does not run (${error.name}).`);
  }
  return { address, bytes, headers: answer.headers };
}

// What the largest of them came as is what counts; the figures are those of all, where every answer told its length.
function compression(came, bytes) {
  const largest = came.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const encoding = largest.headers.get("content-encoding");
  const lengths = came.map(({ headers }) => Number(headers.get("content-length")));
  const figures = encoding && lengths.every((length) => length > 0) ? `: ${size(lengths.reduce((sum, length) => sum + length))} in place of ${size(bytes)}` : "";
  if (encoding) return ok(`What is large comes compressed (${encoding}${figures}).`);
  return care("What is large comes uncompressed.", "The first board of a day takes longer to open.", "Leave the header Accept-Encoding of requests as it is.");
}
