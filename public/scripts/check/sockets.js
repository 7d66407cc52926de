// WebSockets, opened as boards open theirs: with their subprotocol, and bytes in the frames.

import { within } from "./words.js";

const OPENS = 10_000;
const ANSWERS = 8_000;
const BYTES = 48;

// A socket that is open; fails when it does not open.
export async function open(path) {
  const address = new URL(path, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address.href, "twilight.v1");
  socket.binaryType = "arraybuffer";
  const opened = new Promise((go, refuse) => {
    socket.onopen = go;
    socket.onerror = socket.onclose = () => refuse(new Error("refused"));
  });
  try {
    await within(OPENS, opened);
  } catch (error) {
    socket.close();
    throw error;
  }
  return socket;
}

// How long some bytes take there and back; fails when they do not come, or come as others.
export async function roundTrip(socket) {
  const sent = new Uint8Array(BYTES);
  for (let at = 0; at < BYTES; at++) sent[at] = Math.floor(Math.random() * 256);
  const began = performance.now();
  const answer = new Promise((go, refuse) => {
    socket.onmessage = ({ data }) => (same(sent, new Uint8Array(data)) ? go() : refuse(new Error("changed")));
    socket.onerror = socket.onclose = () => refuse(new Error("closed"));
    socket.send(sent);
  });
  await within(ANSWERS, answer);
  return performance.now() - began;
}

export const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
