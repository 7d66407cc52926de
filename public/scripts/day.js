// Says under each field for a day which day was understood, while somebody types, and offers the browser's calendar beside it.
// The server reads the day, with the reader that reads the form. Without this script the next page says it.
// A field has `data-day`, the id of the line under it, and `data-ask`, where the server reads days.

async function understood(field, text) {
  const answer = await fetch(`${field.dataset.ask}?${new URLSearchParams({ text })}`, { headers: { accept: "application/json" } });
  return answer.ok ? answer.json() : { words: "", field: "", problem: "" };
}

function follow(field) {
  const line = document.getElementById(field.dataset.day);
  let timer = 0;
  let asked = 0;

  async function tell(finished) {
    clearTimeout(timer);
    const number = ++asked;
    try {
      const day = await understood(field, field.value);
      // Nobody is told in the middle of a word that it is none.
      if (number === asked) line.textContent = day.words || (finished ? day.problem : "");
    } catch {
      if (number === asked) line.textContent = "";
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 250, false);
  });
  field.addEventListener("change", () => tell(true));

  if (!HTMLInputElement.prototype.showPicker) return;
  const calendar = document.createElement("input");
  calendar.type = "date";
  calendar.className = "day__calendar";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button day__button";
  button.textContent = "Calendar";
  const label = document.querySelector(`label[for="${field.id}"]`);
  button.setAttribute("aria-label", `Calendar for ${label?.textContent ?? "the day"}`);
  button.addEventListener("click", () => {
    try {
      calendar.showPicker();
    } catch {
      field.focus();
    }
  });
  calendar.addEventListener("change", async () => {
    if (!calendar.value) return;
    const day = await understood(field, calendar.value).catch(() => null);
    field.value = day?.field || calendar.value;
    field.focus();
    tell(true);
  });
  field.after(button, calendar);
}

for (const field of document.querySelectorAll("input[data-day]")) follow(field);
