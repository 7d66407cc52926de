// A menu lies over what is under it, so it shuts when somebody goes on: with Escape, by pressing or going elsewhere, by scrolling.
// Without this script its own button shuts it.

const open = () => [...document.querySelectorAll("details.menu[open]")];

function shut(menu) {
  const inside = menu.contains(document.activeElement) && document.activeElement !== document.body;
  menu.open = false;
  return inside;
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const menu of open()) if (shut(menu)) menu.querySelector("summary")?.focus();
});

function elsewhere(event) {
  for (const menu of open()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
}
addEventListener("pointerdown", elsewhere);
addEventListener("focusin", elsewhere);
// Whoever scrolls the page by hand goes on; over the menu itself it may have to be scrolled to be read.
addEventListener("wheel", elsewhere, { passive: true });
addEventListener("touchmove", elsewhere, { passive: true });

// Where its button has gone, so has it.
addEventListener("scroll", () => {
  for (const menu of open()) {
    const { top, bottom } = (menu.querySelector("summary") ?? menu).getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) shut(menu);
  }
}, { passive: true });
