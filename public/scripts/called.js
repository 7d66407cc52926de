// What the lead of a workshop says to everybody, on its boards and its plan that are open somewhere. It stands beside what the page's program draws
// (`app::shell`), and needs none of it.
//
// It is asked for from time to time. A stream for each board would use up what a browser opens to one site.

const place = document.getElementById("called");

/** How long it waits while the workshop runs, and otherwise, in milliseconds. */
const OFTEN = 8_000;
const SELDOM = 30_000;

/** The workshop that was asked about last, when it is to be asked about again, and what whoever looks has closed. */
let asked = "";
let due = 0;
let closed = "";

/** `p`, with a class and what is in it. */
function paragraph(name, ...inside) {
  const element = document.createElement("p");
  element.className = name;
  element.append(...inside);
  return element;
}

function link({ address, title }) {
  const element = document.createElement("a");
  element.href = address;
  // The program leaves it to the browser.
  element.rel = "external";
  element.textContent = title;
  return element;
}

function button(words, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button button--small";
  element.textContent = words;
  element.addEventListener("click", act);
  return element;
}

/** Shows the line and the board to come to; nothing where nothing is said. */
function show(message, board) {
  const said = message || board ? JSON.stringify([message, board]) : "";
  if (said === place.dataset.said) return;
  place.dataset.said = said;
  if (!said || said === closed) {
    place.replaceChildren();
    return;
  }
  const words = document.createElement("div");
  words.className = "called__words";
  if (message) words.append(paragraph("calls__line", message));
  if (board) words.append(paragraph("calls__board", "Come to this board: ", link(board)));
  const close = button("Close", () => {
    closed = said;
    place.replaceChildren();
  });
  const box = document.createElement("div");
  box.className = "called__box";
  box.append(words, close);
  place.replaceChildren(box);
}

async function ask(workshop) {
  const answer = await fetch(`/api/workshops/${workshop}/running`, { cache: "no-store" });
  // Whoever may not know it does not ask again.
  if ([401, 403, 404].includes(answer.status)) due = Infinity;
  if (!answer.ok || answer.redirected) return;
  const { phase, message, board } = await answer.json();
  if (workshop !== asked) return;
  if (phase === "runs" || phase === "paused" || message || board) due = performance.now() + OFTEN + 1000 * Math.random();
  // Whoever is there is called to nothing.
  show(message, board?.address === location.pathname ? null : board);
}

function look() {
  const page = document.querySelector(".live-page[data-workshop]");
  const workshop = page ? page.dataset.workshop : "";
  if (workshop !== asked) {
    asked = workshop;
    due = 0;
    show("", null);
  }
  if (!workshop || document.visibilityState !== "visible" || performance.now() < due) return;
  due = performance.now() + SELDOM;
  ask(workshop).catch(() => {});
}

setInterval(look, 2_000);
look();
