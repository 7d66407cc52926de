// What came of trying something: how it stands ("ok", "care", "bad", or "told" where it is only written down), a sentence, what it means for
// a teacher, and what a technician would change.

export const ok = (words) => ({ state: "ok", words });
export const told = (words) => ({ state: "told", words });
export const care = (words, means, change) => ({ state: "care", words, means, change });
export const bad = (words, means, change) => ({ state: "bad", words, means, change });

const counted = (number, one) => (number === 1 ? `1 ${one}` : `${number} ${one}s`);

// A length of time as people say it, from milliseconds.
export function span(milliseconds) {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  if (seconds < 120) return counted(seconds, "second");
  if (seconds < 2 * 3600) return counted(Math.round(seconds / 60), "minute");
  if (seconds < 48 * 3600) return counted(Math.round(seconds / 3600), "hour");
  return counted(Math.round(seconds / 86400), "day");
}

export function size(bytes) {
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

export const milliseconds = (number) => `${Math.max(1, Math.round(number))} ms`;

// "Grammarly, LastPass and Dark Reader".
export function list(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

// Fails when nothing has come of it in time. A clock that is set meanwhile changes nothing.
export function within(limit, what) {
  let timer = 0;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("late")), limit);
  });
  const stop = () => clearTimeout(timer);
  what.then(stop, stop);
  return Promise.race([what, late]);
}

export const pause = (length) => new Promise((go) => setTimeout(go, length));
