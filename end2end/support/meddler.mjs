// What stands between a school and us: a proxy that refuses upgrades, gathers answers before it passes them on, cuts files short, or cuts
// sockets when it is told to.

import { createServer, request } from 'node:http';
import { connect } from 'node:net';

export class Meddler {
  #listener;
  #sockets = new Set();

  // `upgrades`: 'pass', 'refuse' (the connection ends), or 'swallow' (opens, and passes nothing on).
  // `gathers`: whether answers are passed on only when they are whole. `cuts`: files whose second half is left out.
  constructor(target, { upgrades = 'pass', gathers = false, cuts = undefined } = {}) {
    Object.assign(this, { target, upgrades, gathers, cuts });
  }

  static async before(server, ways) {
    const meddler = new Meddler(Number(new URL(server).port), ways);
    await meddler.start();
    return meddler;
  }

  async start() {
    this.#listener = createServer((from, to) => this.#answer(from, to));
    this.#listener.on('upgrade', (from, near, head) => this.#upgrade(from, near, head));
    this.#listener.on('connection', (socket) => this.#keep(socket));
    await new Promise((resolve) => this.#listener.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.#listener.address().port}`;
  }

  // Ends the sockets that were upgraded; others stay.
  cutSockets() {
    for (const socket of this.#sockets) if (socket.upgraded) socket.destroy();
  }

  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#listener.close(resolve));
  }

  #keep(socket) {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #answer(from, to) {
    const forward = request({ port: this.target, host: '127.0.0.1', method: from.method, path: from.url, headers: from.headers }, async (answer) => {
      if (this.cuts?.test(from.url)) {
        const whole = await gathered(answer);
        const { 'content-length': _, ...headers } = answer.headers;
        to.writeHead(answer.statusCode, headers);
        to.end(whole.subarray(0, whole.length / 2));
        return;
      }
      to.writeHead(answer.statusCode, answer.headers);
      if (this.gathers) to.end(await gathered(answer));
      else answer.pipe(to);
    });
    forward.on('error', () => to.destroy());
    to.on('close', () => forward.destroy());
    from.pipe(forward);
  }

  #upgrade(from, near, head) {
    near.upgraded = true;
    if (this.upgrades === 'refuse') {
      near.destroy();
      return;
    }
    const far = connect(this.target, '127.0.0.1', () => {
      const lines = [`${from.method} ${from.url} HTTP/1.1`];
      for (let at = 0; at < from.rawHeaders.length; at += 2) lines.push(`${from.rawHeaders[at]}: ${from.rawHeaders[at + 1]}`);
      far.write(`${lines.join('\r\n')}\r\n\r\n`);
      far.write(head);
    });
    this.#keep(far);
    far.upgraded = true;
    far.pipe(near);
    if (this.upgrades === 'pass') near.pipe(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }
}

async function gathered(answer) {
  const pieces = [];
  for await (const piece of answer) pieces.push(piece);
  return Buffer.concat(pieces);
}
