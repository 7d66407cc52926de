// Shows what fits while somebody types. Without this script the button does the same.
// The form has `data-search` and names with it the element of the page that shows what was found.

const form = document.querySelector("form[data-search]");
const field = form.querySelector("input[type=search]");
let asked = field.value.trim();
let timer = 0;
let running = null;

async function look() {
  const text = field.value.trim();
  if (text === asked || text.length === 1) return;
  asked = text;
  running?.abort();
  running = new AbortController();
  const address = new URL(form.action);
  address.search = text ? new URLSearchParams(new FormData(form)).toString() : "";
  try {
    const answer = await fetch(address, { signal: running.signal, headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What was typed since is asked for already.
    if (text !== field.value.trim()) return;
    const place = document.getElementById(form.dataset.search);
    place.replaceChildren(...page.getElementById(form.dataset.search).childNodes);
    document.title = page.title;
    history.replaceState(null, "", address);
  } catch {
    // The button still works.
    asked = null;
  }
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 180);
});
