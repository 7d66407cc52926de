// A stock Yjs client, as anybody has it from npm: `yjs` with `y-websocket`, which knows nothing of Twilight.

import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

// Joins a document. `cookie` is `name=value`; `clientID` is drawn by Yjs where nothing is said.
export async function join(server, document, cookie, { clientID, doc = new Y.Doc() } = {}) {
  if (clientID !== undefined) doc.clientID = clientID;
  // Browsers send cookies by themselves; in Node one says them.
  class WithCookie extends WebSocket {
    constructor(address, protocols) {
      super(address, protocols, { headers: { cookie } });
    }
  }
  const provider = new WebsocketProvider(`ws://${server.host}/sync`, document, doc, {
    WebSocketPolyfill: WithCookie,
    // Two of these in one process must talk through the server alone.
    disableBc: true,
  });
  const leave = () => {
    provider.destroy();
    // Its awareness keeps a timer until the document goes.
    doc.destroy();
  };
  await eventually(() => provider.synced, 'the stock client never synced');
  return { doc, provider, awareness: provider.awareness, leave };
}

// Waits until something is so.
export async function eventually(check, otherwise = 'it never came', timeout = 8_000) {
  const until = Date.now() + timeout;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > until) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
