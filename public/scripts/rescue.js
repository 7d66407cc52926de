// What somebody has typed, carried over to a page that is drawn anew, or kept in this tab for one that has to be loaded anew.
//
// On a board all that was typed is in the device's store, but for what was typed before the board had opened, and what the program was about to
// take when it stopped: that is in the field alone. On other pages it is what stands in the form.
//
// A board's fields take letters as soon as this script runs. Whatever is typed before the board has opened stands in its field, which says in
// `data-earlier` what it said before: the program makes the same change in the document once that has come (`Session::adopt`).

import { say } from "./program-words.js";

const LIVE = ".live-field__input";
const WRITABLE = ".live-field:not([data-readonly]) .live-field__input";
const EARLIER = `${LIVE}[data-earlier]`;
/** Longer ago is another day. */
const STALE = 3_600_000;

/** The board's field that was typed in last, and what it said before the last letter. */
let last = null;
addEventListener(
  "beforeinput",
  ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement && target.matches(LIVE))) return;
    last = { id: target.id, before: target.value };
    if (!target.closest("[data-ready]")) target.dataset.earlier ??= target.value;
  },
  true,
);

/** Lets a board's fields take letters, although the program does not run yet. */
export function open(root) {
  for (const field of root.querySelectorAll(WRITABLE)) field.readOnly = false;
}

/** What was typed on a board that has not opened yet, as words. */
export const unsaved = (root) => [...root.querySelectorAll(EARLIER)].map(({ value }) => value.trim()).filter(Boolean).join("\n\n");

// Somebody may load the page anew because it does not open.
addEventListener("pagehide", () => {
  const root = document.getElementById("app");
  if (root.querySelector(EARLIER)) keep(root);
});

function waits(link) {
  try {
    return sessionStorage.getItem(slot(link)) !== null;
  } catch {
    return false;
  }
}

// The program would change pages without a farewell, and without giving back: then the browser does it.
addEventListener(
  "click",
  ({ target }) => {
    const link = target instanceof Element && target.closest("a[href]");
    if (link && (document.querySelector(EARLIER) || waits(link))) link.relList.add("external");
  },
  true,
);

/** On a shared computer nobody is given somebody else's words. */
const whose = () => document.querySelector("[data-person]")?.dataset.person ?? document.querySelector("input[name=sender]")?.value ?? "";
/** Each page has its own: who goes elsewhere and comes back finds it there. */
const slot = ({ pathname, search }) => `rescued ${pathname}${search}`;
const isBox = ({ type }) => type === "checkbox" || type === "radio";

function isChanged(field) {
  if (isBox(field)) return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

/** The fields of forms that differ from what the server sent; passwords are `secret`. */
export function gather(root, secret) {
  const all = root.querySelector(LIVE) ? [] : [...root.querySelectorAll("input, textarea, select")];
  const typed = all.filter((field) => !["hidden", "file", "submit", "button"].includes(field.type) && (secret || field.type !== "password"));
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const earlier = [...root.querySelectorAll(EARLIER)].map(({ id, value, dataset }) => ({ id, value, before: dataset.earlier }));
  return {
    earlier,
    fields: typed.filter(isChanged).map(({ id, name, type, value, checked }) => ({ id, name, type, value, checked })),
    focus: focused?.id,
    from: focused?.selectionStart,
    to: focused?.selectionEnd,
  };
}

/** Words that no field took back: one notice has them all, until somebody shuts it. */
let beside = [];
const isSaid = () => document.querySelector("#program-state pre") !== null;

function sayBeside() {
  const words = beside.filter((words) => words.trim()).join("\n\n");
  if (words) say("beside", { words });
}

/** Puts it into the fields that are there now, and tells the program. What is left over, `recover` shows: notices before it are hushed. */
export function put(root, { earlier = [], fields, focus, from, to }) {
  const all = [...root.querySelectorAll("input, textarea, select")];
  for (const { id, name, type, value, checked } of fields) {
    const field = all.find((field) => (id ? field.id === id : field.name === name && (!isBox(field) || field.value === value)));
    if (!field || (field.type !== type && !["text", "password"].includes(type))) continue;
    if (isBox(field)) field.checked = checked;
    else field.value = value;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  const typed = earlier.filter(putEarlier);
  beside.push(...earlier.filter(({ id, value }) => document.getElementById(id)?.value !== value).map(({ value }) => value));
  const focused = focus && document.getElementById(focus);
  if (focused) {
    focused.focus({ preventScroll: true });
    // Only texts have a selection.
    if (typeof from === "number") focused.setSelectionRange?.(from, to);
  }
  // Where the board has opened meanwhile, it is taken now.
  for (const { id } of typed) document.getElementById(id).dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Puts back what was typed before a board had opened; whether there was a place for it. */
function putEarlier({ id, value, before }) {
  const field = document.getElementById(id);
  if (!field || field.readOnly || field.dataset.earlier !== undefined || field.value === value) return false;
  field.dataset.earlier = before;
  field.value = value;
  return true;
}

/** Keeps it in this tab; whether the browser did so. */
export function keep(root) {
  const field = last && document.getElementById(last.id);
  const live = field && field.dataset.earlier === undefined && { ...last, value: field.value };
  try {
    sessionStorage.setItem(slot(location), JSON.stringify({ ...gather(root, false), live, whose: whose(), at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

function take() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(slot(location)));
    sessionStorage.removeItem(slot(location));
    const fits = kept && kept.whose === whose() && Date.now() - kept.at < STALE;
    return fits ? kept : null;
  } catch {
    return null;
  }
}

/** Gives back what an earlier page has kept, and shows what there is no place for. */
export async function recover(root) {
  const kept = take();
  if (kept) put(root, kept);
  sayBeside();
  if (kept?.live) await giveBack(kept.live);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 250));

/** The last letters into a board's field, once all that the device has kept of it is there: they may have been among that. */
async function giveBack({ id, before, value }) {
  const field = () => document.getElementById(id);
  const isReady = async () => document.querySelector(".saved[data-state=saved]") && !(await pending()) && (!field() || !field().readOnly);
  while (!(await isReady()) || !document.hasFocus()) await pause();
  if (field()?.value === value || before === value) return;
  // Whoever has shut the notice has done with the words in it.
  if (!isSaid()) beside = [];
  if (field()?.value !== before) {
    beside.push(value);
    sayBeside();
    return;
  }
  field().focus();
  field().value = value;
  field().setSelectionRange(value.length, value.length);
  field().dispatchEvent(new InputEvent("input", { bubbles: true }));
  // Words that stand nowhere else are not covered by the news that others are back.
  if (!isSaid()) say("restored");
}

/** How many changes of this person to this document wait in the device's store (`app/src/live/browser/device.rs`). */
function pending() {
  const start = `${document.querySelector(".live-page")?.dataset.document}/${whose()}/`;
  return new Promise((resolve) => {
    const none = () => resolve(0);
    const opening = indexedDB.open("twilight", 1);
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = none;
    opening.onsuccess = () => {
      const database = opening.result;
      const counting = database.transaction("pending").objectStore("pending").count(IDBKeyRange.bound(start, `${start}\uffff`));
      counting.onerror = none;
      counting.onsuccess = () => resolve(counting.result);
      database.close();
    };
  });
}
