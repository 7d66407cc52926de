// A button that puts what stands in a field on the clipboard, and says what came of it: `data-copy` is the field's id. Without this script it is
// not there, and the words are selected and copied by hand.

import { copy } from "./check/copying.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    said.textContent = (await copy(field))
      ? "Copied."
      : "Nothing was copied: this browser does not let the page do it. The words are selected: press Ctrl and C, or hold a finger on them and choose Copy.";
  });
  button.hidden = false;
}
