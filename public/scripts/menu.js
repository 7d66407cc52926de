// A menu lies over what is under it, so it shuts when somebody goes on: with Escape, by choosing, by pressing or going elsewhere, by scrolling.
// Arrows, Home and End go through it; Tab does too, and out of it. A dialog shuts by pressing beside it, a sheet by choosing from it.
// Without this script a menu's own button shuts it.

const open = () => [...document.querySelectorAll("details.menu[open]")];
const ITEMS = ".menu__list :is(a[href], button:not([disabled]), input:not([disabled], [type=hidden]))";
const items = (menu) => [...menu.querySelectorAll(ITEMS)].filter((item) => item.getClientRects().length > 0);

function shut(menu) {
  const inside = menu.contains(document.activeElement) && document.activeElement !== document.body;
  menu.open = false;
  return inside;
}

/** Which item a key leads to, by its place; nothing where the key is none of ours. */
function led(key, place, count) {
  if (key === "ArrowDown") return place < 0 ? 0 : (place + 1) % count;
  if (key === "ArrowUp") return place < 0 ? count - 1 : (place + count - 1) % count;
  if (key === "Home" && place >= 0) return 0;
  if (key === "End" && place >= 0) return count - 1;
  return undefined;
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  if (event.key === "Escape") {
    for (const menu of open()) if (shut(menu)) menu.querySelector("summary")?.focus();
    return;
  }
  const menu = event.target instanceof Element ? event.target.closest("details.menu") : null;
  if (!menu || event.altKey || event.ctrlKey || event.metaKey) return;
  if (!menu.open) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    menu.open = true;
  }
  const all = items(menu);
  const to = led(event.key, all.indexOf(document.activeElement), all.length);
  if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
});

/** In a list that is searched: from the field into what it finds and back; Enter takes what one is at, or the only one that is found. */
addEventListener("keydown", (event) => {
  const list = event.target instanceof HTMLInputElement && event.target.closest("[data-arrows]");
  if (!list || event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const place = boxes.indexOf(event.target);
  if (event.key === "Enter") {
    (place < 0 && boxes.length === 1 ? boxes[0] : boxes[place])?.click();
  } else if (event.key === "ArrowDown") boxes[place + 1]?.focus();
  else if (event.key === "ArrowUp" && place >= 0) (boxes[place - 1] ?? list.querySelector("input[type=search]"))?.focus();
  else return;
  event.preventDefault();
});

// Before what is chosen is done: that may take the focus somewhere, and would lose it with the item.
addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const menu = event.target.closest("details.menu[open]");
  if (menu && event.target.closest(":is(a, button).menu__item") && shut(menu)) menu.querySelector("summary")?.focus();
  const sheet = event.target.closest("a") && event.target.closest("[popover]");
  if (sheet && "hidePopover" in sheet && sheet.matches(":popover-open")) sheet.hidePopover();
}, true);

function elsewhere(event) {
  for (const menu of open()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
}
addEventListener("pointerdown", elsewhere);
addEventListener("focusin", elsewhere);
// Whoever scrolls the page by hand goes on; over the menu itself it may have to be scrolled to be read.
addEventListener("wheel", elsewhere, { passive: true });
addEventListener("touchmove", elsewhere, { passive: true });

// What surrounds a dialog belongs to it as well.
addEventListener("pointerdown", (event) => {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || !dialog.open || event.button !== 0) return;
  const { top, right, bottom, left } = dialog.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  if (x < left || x > right || y < top || y > bottom) dialog.close();
});

// One that opens at the window's foot is brought into view whole.
addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!(menu instanceof HTMLDetailsElement) || !menu.open || !menu.matches(".menu:not(.topbar .menu)")) return;
  const list = menu.querySelector(".menu__list");
  const room = innerHeight - (parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0);
  if (list && list.getBoundingClientRect().bottom > room) list.scrollIntoView({ block: "nearest" });
}, true);

// Where its button has gone, so has it.
addEventListener("scroll", () => {
  for (const menu of open()) {
    const { top, bottom } = (menu.querySelector("summary") ?? menu).getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) shut(menu);
  }
}, { passive: true });
