// Printing is the browser's own; this is a button for it, and the day it happens on. Without this script the button is not shown, and
// the browser's menu prints the same. It stands apart from the page's program, which may not have come, or have stopped.

document.documentElement.dataset.prints = "";

addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-print]")) return;
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  print();
});

addEventListener("beforeprint", () => {
  // A page may have been open overnight.
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });
  for (const place of document.querySelectorAll("[data-day]")) {
    if (place.firstChild instanceof Text && place.childNodes.length === 1) place.firstChild.data = day;
  }
  if (!draws()) for (const field of document.querySelectorAll("textarea.live-field__input")) draw(field);
});

/** Whether the page's program draws under each field what is typed in it. */
function draws() {
  const stopped = document.querySelector("#program-state")?.childElementCount;
  return document.querySelector(".live-page[data-ready]") && !stopped;
}

/** What is drawn is what is printed: letters that have not come so far are drawn plainly. */
function draw(field) {
  const mirror = field.parentElement?.querySelector(".live-field__mirror");
  const drawn = mirror?.cloneNode(true);
  drawn?.querySelectorAll(".caret, .flags, .live-field__hint").forEach((extra) => extra.remove());
  if (mirror && drawn.textContent.replaceAll("\u200b", "") !== field.value) mirror.textContent = field.value;
}
