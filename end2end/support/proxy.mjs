// The network between a browser and the server, which can be cut: connections end, and new ones are refused.

import { connect, createServer } from 'node:net';

export class Network {
  #listener;
  #sockets = new Set();

  constructor(target) {
    this.target = target;
  }

  static async to(server) {
    const network = new Network(server.port);
    await network.mend();
    return network;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  // Nothing comes through any more.
  async cut() {
    const closed = new Promise((resolve) => this.#listener.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  // It is there (again), under the same address.
  async mend() {
    this.#listener = createServer((near) => {
      const far = connect(this.target, '127.0.0.1');
      for (const [socket, other] of [[near, far], [far, near]]) {
        this.#sockets.add(socket);
        socket.setNoDelay(true);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
    await new Promise((resolve, reject) => this.#listener.once('error', reject).listen(this.port ?? 0, '127.0.0.1', resolve));
    this.port = this.#listener.address().port;
  }
}
