// Sends a form with large files and says how far it is. Without this script the form is sent as any other.
// The form has `data-upload`, and in it an empty element with `data-upload-progress` for what is said.

const form = document.querySelector("form[data-upload]");
const place = form.querySelector("[data-upload-progress]");
const button = form.querySelector("button[type=submit]");
const words = button.textContent;
let request = null;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

function begin() {
  const bar = document.createElement("progress");
  const line = document.createElement("p");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", "How much has been sent");
  line.setAttribute("role", "status");
  place.replaceChildren(bar, line);
  line.textContent = "Sending…";
  button.setAttribute("aria-disabled", "true");
  button.textContent = "Sending…";
  return { bar, line, told: -1 };
}

function tell(shown, { loaded, total }) {
  shown.bar.value = total > 0 ? loaded / total : 0;
  // In tenths: a screen reader reads each of them.
  const tenth = Math.floor(shown.bar.value * 10);
  if (tenth === shown.told) return;
  shown.told = tenth;
  shown.line.textContent =
    loaded < total ? `${megabytes(loaded)} of ${megabytes(total)} sent. Leave this page open.` : "All is sent. One moment…";
}

function end(problem) {
  request = null;
  button.removeAttribute("aria-disabled");
  button.textContent = words;
  const line = document.createElement("p");
  line.className = "field__error";
  line.setAttribute("role", "alert");
  line.textContent = problem;
  place.replaceChildren(...(problem ? [line] : []));
}

/** What is wrong, by this page as the server has answered it. */
function wrong(page) {
  const items = new DOMParser().parseFromString(page, "text/html").querySelectorAll(".error-summary li");
  return [...items].map((item) => item.textContent).join(" ") || "That could not be taken.";
}

form.addEventListener("submit", (event) => {
  const chosen = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0);
  if (request) event.preventDefault();
  if (request || !chosen) return;
  event.preventDefault();
  const shown = begin();
  request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (progress) => tell(shown, progress));
  request.addEventListener("load", () => {
    // Where the server led: the import's page.
    if (request.status < 400) location.assign(request.responseURL);
    else if (request.status === 422) end(wrong(request.responseText));
    else if (request.status === 413) end("That is too large. Choose the file as it is published, or a part of it.");
    else end("That could not be taken. Open this page again, and try once more.");
  });
  request.addEventListener("error", () => end("It could not be sent to its end. Look at your connection, and try again."));
  request.open(form.method, form.action);
  request.send(new FormData(form));
});

// "Back" shows the page as it was left.
addEventListener("pageshow", (event) => event.persisted && end(""));
