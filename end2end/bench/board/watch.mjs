// What is measured inside the pages. Each function is run there, and knows nothing of this file.

/** Gathers, in `window.painted`, how long each letter took from the key to the screen, and in `window.long` the tasks beyond 50 ms.
 *
 * From the key's own time stamp, which the browser gives it before anything of the page has its turn, to the first task after the frame that
 * the letter is drawn in: a frame's callback comes before its style, layout and paint, and a message sent from there after them. */
export function watchKeys() {
  window.painted = [];
  window.long = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => window.painted.push(performance.now() - data);
  let begun = 0;
  addEventListener('keydown', ({ timeStamp }) => (begun = timeStamp), true);
  addEventListener('input', () => requestAnimationFrame(() => port2.postMessage(begun)), true);
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
}

/** Notes in `window.pressed` when each key was struck, on the clock that all browsers of this machine share. */
export function watchPresses() {
  window.pressed = [];
  addEventListener('keydown', ({ timeStamp }) => window.pressed.push(performance.timeOrigin + timeStamp), true);
}

/** Notes in `window.seen` when each further letter of a field stood on the screen, on the same clock. */
export function watchLetters(id) {
  const field = document.getElementById(id);
  const start = field.value.length;
  window.seen = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    while (window.seen.length < data) window.seen.push(performance.timeOrigin + performance.now());
  };
  const look = () => {
    const letters = field.value.length - start;
    if (letters > window.seen.length) port2.postMessage(letters);
    requestAnimationFrame(look);
  };
  look();
}

/** Notes in `window.ready` when what is typed on the board came into it, and in `window.opened` when the bar said as well that all is saved. */
export function watchOpening() {
  const look = () => {
    if (!window.ready && document.querySelector('.board-page[data-ready]')) window.ready = performance.now();
    const isOpen = document.querySelector('#f-title:not([readonly])') && document.querySelector('.saved[data-state=saved]');
    if (isOpen) window.opened = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}
