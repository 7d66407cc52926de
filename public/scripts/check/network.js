// What gets through this network, tried with small things that the server says back (`server/src/http/probes`).

import { open, roundTrip, same } from "./sockets.js";
import { bad, care, milliseconds, ok, pause, span, within } from "./words.js";

const SOCKET = "/check/socket";
const EVERY = 700;
const EVENTS = 4;
const WAITED = 3;
const PATIENCE = 12_000;
const SLOWER = "Boards notice it and go another way by themselves: a little slower, and nothing is lost.";

export async function webSocket() {
  const host = location.host;
  let socket;
  try {
    socket = await open(SOCKET);
  } catch (error) {
    return refused(error.message === "late" ? "does not answer" : "is refused", host);
  }
  try {
    const times = [];
    for (let time = 0; time < 5; time++) times.push(await roundTrip(socket));
    return ok(`Live editing gets through by its fastest way (WebSocket): ${milliseconds(median(times))} there and back.`);
  } catch (error) {
    const words = error.message === "changed" ? "A WebSocket opens, but what comes back through it is changed." : "A WebSocket opens, but nothing comes back through it.";
    return care(words, SLOWER, `Something on the way opens WebSockets and does not pass on what is in them. Take ${host} out of HTTPS inspection.`);
  } finally {
    socket.onclose = null;
    socket.close();
  }
}

// Whether the address answers when it is asked for plainly tells who refuses.
async function refused(what, host) {
  const answer = await within(PATIENCE, fetch(SOCKET, { cache: "no-store" })).catch(() => null);
  if (answer && answer.status === 429) return busy();
  const change =
    answer && answer.status === 426
      ? `The address itself answers, so it is the upgrade to WebSocket that is not let through. Allow it for ${host}, and take ${host} out of HTTPS inspection.`
      : `Allow https and wss to ${host} on its port, and take ${host} out of HTTPS inspection.`;
  return care(`The fastest way (WebSocket) ${what} on this network.`, SLOWER, change);
}

const busy = () => care("Too many try this at once from where you are.", "That says nothing about the network. Try again in a minute.");

export async function events() {
  const host = location.host;
  if (!("EventSource" in window)) return care("This browser knows no server-sent events.", SLOWER, "Update the browser.");
  const source = new EventSource(`/check/events?every=${EVERY}`);
  const came = [];
  const all = new Promise((go, refuse) => {
    source.onmessage = ({ data }) => {
      came.push({ sent: Number(data), at: performance.now() });
      if (came.length === EVENTS) go();
    };
    source.onerror = () => refuse(new Error("refused"));
  });
  try {
    await within(PATIENCE, all);
  } catch (error) {
    const words = came.length ? `Events break off: ${came.length} of ${EVENTS} came.` : "Events do not arrive.";
    return care(words, SLOWER, `Let answers of the type text/event-stream from ${host} through, without waiting for their end.`);
  } finally {
    source.close();
  }
  const sent = came[EVENTS - 1].sent - came[0].sent;
  const took = came[EVENTS - 1].at - came[0].at;
  if (took > sent / 2) return ok("Events arrive one by one, as they are sent.");
  return care(
    `Events arrive, but held back by something on the network: ${EVENTS} that were sent over ${(sent / 1000).toFixed(1)} seconds came together.`,
    "Where WebSockets fail as well, boards wait for each answer instead: slower still, and nothing is lost.",
    `Don’t buffer answers of the type text/event-stream from ${host} (“response buffering”, “scan before delivery”).`,
  );
}

export async function requests() {
  const sent = new Uint8Array(512).map(() => Math.floor(Math.random() * 256));
  const headers = { "content-type": "application/octet-stream" };
  const host = location.host;
  const cost = "What is typed can’t be sent from here. Boards keep it on this device until it can.";
  try {
    const answer = await within(PATIENCE, fetch("/check/echo", { method: "POST", headers, body: sent, cache: "no-store" }));
    if (!answer.ok) return bad(`Sending is refused here (the answer was ${answer.status}).`, cost, `Allow POST to ${host}.`);
    if (!same(sent, new Uint8Array(await answer.arrayBuffer()))) {
      return bad("What is sent comes back changed.", cost, `Something rewrites what is sent to ${host}. Take it out of HTTPS inspection.`);
    }
  } catch (error) {
    return bad("Nothing that is sent from here gets an answer.", cost, `Allow POST to ${host}.`);
  }
  const began = performance.now();
  const answer = await within(PATIENCE, fetch(`/check/wait?seconds=${WAITED}`, { cache: "no-store" })).catch(() => null);
  if (answer && answer.status === 429) return busy();
  if (answer && answer.ok) return ok("Sending works, and so does waiting for an answer.");
  const after = span(performance.now() - began);
  return care(`Sending works, but an answer that takes ${WAITED} seconds is given up after ${after}.`, "It matters only where WebSockets and events fail as well.", `Let answers from ${host} take a minute.`);
}

// How long a message takes, and how far this device's clock is from the server's in milliseconds; by the quickest answer, which tells it best.
export async function time() {
  const answers = [];
  for (let number = 0; number < 7; number++) {
    const began = performance.now();
    const answer = await within(PATIENCE, fetch("/check/time", { cache: "no-store" }));
    const server = Number(await answer.text());
    const took = performance.now() - began;
    if (!answer.ok || !(server > 0)) throw new Error("no time");
    answers.push({ took, ahead: server + took / 2 - Date.now() });
    await pause(20);
  }
  // The first opens the connection.
  const later = answers.slice(1).sort((one, other) => one.took - other.took);
  return { median: median(later.map(({ took }) => took)), slowest: later[later.length - 1].took, ahead: later[0].ahead };
}

export function latency({ median, slowest }) {
  const figures = `${milliseconds(median)} there and back (the slowest of six: ${milliseconds(slowest)})`;
  if (median <= 200) return ok(`Quick: ${figures}.`);
  const means = "Colleagues’ letters appear with a delay, and saving takes a moment longer.";
  return care(`${median <= 700 ? "A little slow" : "Slow"}: ${figures}.`, means, "See whether others in the school are as slow, by cable too, and what stands between.");
}

const median = (numbers) => numbers.slice().sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
