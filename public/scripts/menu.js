// A menu lies over what is under it, so it shuts when somebody goes on: with Escape, by pressing or going elsewhere, by scrolling.
// Without this script its own button shuts it.

const open = () => [...document.querySelectorAll("details.menu[open]")];
let scrolledAt = 0;

function shut(menu) {
  const inside = menu.contains(document.activeElement) && document.activeElement !== document.body;
  menu.open = false;
  return inside;
}

// A toggle does not bubble, so it is heard on its way down.
addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.menu[open]")) scrolledAt = scrollY;
}, true);

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const menu of open()) if (shut(menu)) menu.querySelector("summary")?.focus();
});

function elsewhere(event) {
  for (const menu of open()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
}
addEventListener("pointerdown", elsewhere);
addEventListener("focusin", elsewhere);

// A page that a keyboard pushes a little is not being scrolled.
addEventListener("scroll", () => {
  if (Math.abs(scrollY - scrolledAt) > 40) for (const menu of open()) shut(menu);
}, { passive: true });
