// A button that puts what stands in a field on the clipboard, and says what came of it. Without this script it is not there: the field can be
// selected and copied by hand.

import { copy } from "./check/copying.js";

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const said = document.getElementById(button.dataset.says);
  button.addEventListener("click", async () => {
    said.textContent = (await copy(field))
      ? "It is on the clipboard."
      : "Nothing was copied: this browser does not let the page do it. It is selected above: press Ctrl and C, or hold a finger on it and choose Copy.";
  });
  button.hidden = false;
}
