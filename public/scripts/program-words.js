// What a page says while its program does not run. Where everything works without it (a form that is sent, a list to look through),
// nothing has to be said.

/** What is so, what still works, what to do. */
const WORDS = {
  "slow": ["This page is still opening", "You can read it meanwhile, and begin to write. What you write is saved, and seen by others, as soon as it has opened."],
  "very-slow": [
    "This page is still opening",
    "It takes unusually long: the network here is slow, or something in it holds a file back. You can read and print the page meanwhile. What you write is only on this screen until it has opened.",
  ],
  "refused": [
    "You can read this page, but not write in it",
    "Something in the network here keeps back a file that writing needs; often it is a filter. Reading, printing and copying work, and nothing that was saved is lost.",
  ],
  "incomplete": [
    "You can read this page, but not write in it",
    "A file that writing needs arrived cut short or changed, twice; a proxy may do that, or a browser from before 2022. Reading, printing and copying work, and nothing that was saved is lost.",
  ],
  "offline": [
    "You can read this page, but not write in it",
    "There is no network just now, so it could not be opened for writing. Reading, printing and copying work, and nothing that was saved is lost.",
  ],
  "absent": [
    "You can read this page, but not write in it",
    "This browser has WebAssembly switched off, which writing needs. On an iPhone, iPad or Mac that is Lockdown Mode, which can be switched off for this site alone. Elsewhere another browser may do. Reading and printing work, and nothing that was saved is lost.",
  ],
  "broken": [
    "You can read this page, but not write in it",
    "The mistake is ours: it could not be opened for writing. Reading, printing and copying work, and nothing that was saved is lost.",
  ],
  "reading": ["This page does not follow what others write", "It shows the lesson as it was when you opened it. Load it anew to see how it is then."],
  "stopped": [
    "This page has stopped",
    "The mistake is ours. What you type now would not be saved, so its fields are closed; reading and printing work. What you wrote is kept on this device, and is here again when the page is loaded anew.",
  ],
  "stopped-unkept": [
    "This page has stopped",
    "The mistake is ours. What you type now would not be saved, so its fields are closed; reading and printing work. This browser keeps nothing for us: copy what you wrote last before you load the page anew.",
  ],
  "stopped-form": ["Part of this page has stopped", "The mistake is ours. Its links and forms go on working. If something does not answer, load the page anew: what you typed will be here again."],
  "restored": ["Here again", "What you typed last, before the page stopped, is back in its field."],
  "typed": ["What you typed meanwhile", "It is on this screen alone, and saved nowhere:"],
  "beside": ["What you typed last, before the page stopped", "The field has changed since, so it was not put back. Nobody else sees it:"],
};

const box = document.getElementById("program-state");
const CROSS = "M7 7l10 10M17 7L7 17";
const WARNING = "M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.2";
const SUN = "M6.5 17a5.5 5.5 0 0 1 11 0zM3 17h18M12 5.5v2.5M5.3 9.3l1.7 1.5M18.7 9.3L17 10.8";

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function icon(path) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ "class": "icon", "viewBox": "0 0 24 24", "aria-hidden": "true" })) drawn.setAttribute(key, value);
  drawn.append(document.createElementNS(drawn.namespaceURI, "path"));
  drawn.firstChild.setAttribute("d", path);
  return drawn;
}

function button(words, act, more = "") {
  const made = element("button", { "class": `button button--small ${more}`.trim(), "type": "button" }, words);
  made.addEventListener("click", act);
  return made;
}

/** Whom to ask, as the page's foot says it, and what they will want to know. */
function help(detail) {
  const contact = document.querySelector(".home__foot a[href^='mailto:']");
  const ask = element("p", {}, "Show this to whoever looks after the network or the devices here");
  if (contact) ask.append(", or send it to ", contact.cloneNode(true));
  ask.append(". ", element("a", { href: "/check" }, "What works from here"));
  const shown = element("code", { "class": "program-state__detail", "translate": "no" }, detail);
  return element("details", { "class": "program-state__help" }, element("summary", {}, "If it stays like this"), ask, shown);
}

/** The words for the page that this is; none where everything works all the same. */
function variant(key, kept) {
  const isBoard = document.querySelector(".live-field") !== null;
  const isForWriting = document.querySelector(".live-field:not([data-readonly])") !== null;
  if (key === "stopped") return !isBoard ? "stopped-form" : !isForWriting ? "reading" : kept ? "stopped" : "stopped-unkept";
  if (isForWriting) return key;
  return isBoard && !key.endsWith("slow") ? "reading" : null;
}

/** Says it, until something else is said or somebody shuts it. */
export function say(key, { detail, kept, words, typed } = {}) {
  const died = key === "stopped";
  const here = words || key === "restored" ? key : variant(key, kept);
  if (!here) return;
  const [title, text] = WORDS[here];
  const calm = ["slow", "very-slow", "restored"].includes(here);
  const body = element("div", { "class": "program-state__body" }, element("p", { "class": "program-state__title" }, title), element("p", {}, text));
  if (typed) body.append(...WORDS.typed.map((line) => element("p", {}, line)));
  const shown = words ?? typed;
  if (shown) body.append(element("pre", { "class": "set-aside__words", "tabindex": "0" }, shown));
  const actions = element("p", { "class": "program-state__actions" });
  if (shown) {
    const copied = element("span", { "role": "status" });
    actions.append(button("Copy these words", () => (copied.textContent = copy(body))), copied);
  }
  if (!calm && !words) actions.append(button(died ? "Load the page anew" : "Try again", () => location.reload(), "button--primary"));
  if (actions.hasChildNodes()) body.append(actions);
  if (detail && !died) body.append(help(detail));
  const shut = element("button", { "class": "icon-button", "type": "button", "aria-label": "Close this notice" }, icon(CROSS));
  shut.addEventListener("click", hush);
  // What has stopped is said at once, everything else when there is a pause.
  box.setAttribute("role", died ? "alert" : "status");
  box.replaceChildren(element("div", { "class": `notice ${calm ? "" : "notice--bad"} program-state__notice` }, icon(calm ? SUN : WARNING), body, shut));
}

export function hush() {
  box.replaceChildren();
}

/** Old browsers' way, which every page may go: these words are few. Returns what came of it; what was not copied is selected. */
function copy(body) {
  getSelection().selectAllChildren(body.querySelector("pre"));
  return document.execCommand("copy") ? "The words are on the clipboard." : "Nothing was copied. The words are selected: press Ctrl and C, or hold a finger on them.";
}

/** What a live page says of saving and of who is here is not so any more, and its fields take nothing. */
export function untrue(words) {
  for (const saved of document.querySelectorAll(".saved")) {
    saved.dataset.state = "failed";
    saved.replaceChildren(icon(WARNING), element("span", { "translate": "no" }, words));
  }
  for (const spoken of document.querySelectorAll(".saved-spoken, .note-saved")) spoken.textContent = "";
  const page = document.querySelector(".live-page");
  if (!page) return;
  for (const people of page.querySelectorAll(".presence, .panel--here")) people.hidden = true;
  for (const field of page.querySelectorAll("textarea")) field.readOnly = true;
  for (const control of page.querySelectorAll(":is(.board, .planner) :is(button, select, input), .topbar__undo button")) control.disabled = true;
}
