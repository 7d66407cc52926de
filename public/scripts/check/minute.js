// What takes a minute to see: many networks cut connections after half of one.

import { open, roundTrip } from "./sockets.js";
import { care, ok, pause, span, within } from "./words.js";

const LENGTH = 60_000;
// Longer than the half minute after which many are cut, shorter than the server waits.
const SILENT = 35_000;
// As often as boards speak at least.
const SPEAKS = 10_000;
const WAITED = 25;

// `tell` is told how many seconds are left.
export async function minute(tell) {
  const began = performance.now();
  const ticking = setInterval(() => tell(Math.max(0, Math.ceil((LENGTH - (performance.now() - began)) / 1000))), 1000);
  tell(LENGTH / 1000);
  try {
    const [silent, busy, waiting] = await Promise.all([lives([SILENT]), lives(Array(LENGTH / SPEAKS).fill(SPEAKS)), waits()]);
    return verdict(silent, busy, waiting);
  } finally {
    clearInterval(ticking);
  }
}

// Opens a socket that speaks after each pause: null when it was never open, how long it lived when it was cut, Infinity when it was not.
async function lives(pauses) {
  let socket;
  try {
    socket = await open("/check/socket");
  } catch (error) {
    return null;
  }
  const began = performance.now();
  const cut = new Promise((_, refuse) => socket.addEventListener("close", () => refuse(new Error("cut"))));
  try {
    for (const length of pauses) {
      await Promise.race([pause(length), cut]);
      await Promise.race([roundTrip(socket), cut]);
    }
    return Infinity;
  } catch (error) {
    return performance.now() - began;
  } finally {
    cut.catch(() => {});
    socket.close();
  }
}

// The same for an answer that is waited for.
async function waits() {
  const began = performance.now();
  try {
    const answer = await within((WAITED + 10) * 1000, fetch(`/check/wait?seconds=${WAITED}`, { cache: "no-store" }));
    return answer.ok ? Infinity : performance.now() - began;
  } catch (error) {
    return performance.now() - began;
  }
}

function verdict(silent, busy, waiting) {
  const host = location.host;
  const waited = waiting === Infinity ? "" : ` An answer that takes ${WAITED} seconds was given up after ${span(waiting)}.`;
  const allow = `Lift the limit on how long connections and answers of ${host} may last or be idle, to at least a minute.`;
  const fine = "Boards connect again by themselves, and go another way when that happens twice in a row. Nothing is lost.";
  if (silent === null || busy === null) {
    const words = waited ? `No WebSocket opens.${waited}` : `No WebSocket opens; an answer that takes ${WAITED} seconds comes.`;
    return care(words, "Boards go another way by themselves.", waited ? allow : "See “The fastest way” above.");
  }
  if (busy !== Infinity) return care(`WebSockets are cut after about ${span(busy)}, though they are in use.${waited}`, fine, allow);
  if (waited) return care(`WebSockets stay open for a minute.${waited}`, "It matters only where WebSockets and events fail.", allow);
  if (silent === Infinity) return ok("Connections stay open: a silent one for 35 seconds, a busy one for a minute.");
  const words = `A connection that says nothing is cut after about ${span(silent)}; one in use stays open.`;
  return silent > 1.5 * SPEAKS ? ok(`${words} Boards speak every 10 seconds, so theirs stay.`) : care(words, fine, allow);
}
