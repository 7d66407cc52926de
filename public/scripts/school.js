// Finds a school while somebody types its name. Without this script it is a line of text, and the server finds the school by it.
//
// The pattern is the combobox with a list of WAI-ARIA: the focus stays in the line of text, arrows go through the list, Enter takes one,
// Escape shuts the list. The form gets `school`, what was typed, and `school_id`, which is empty until one is chosen.

const box = document.querySelector("[data-schools]");
const field = document.getElementById("school");
const chosen = box.querySelector("[name=school_id]");
const list = document.getElementById("school-list");
const status = box.querySelector("[role=status]");

/** Nobody types faster than this for long: the server is asked when they pause, in milliseconds. */
const PAUSE = 150;
/** Longer than a press on a button. The button below must not move away between finger down and finger up. */
const PRESS = 1000;
/** A page that a keyboard pushes a little is not being scrolled, in pixels. */
const SCROLLED = 40;

let found = [];
let active = -1;
let timer = 0;
/** Answers to all but the last question are ignored. */
let asked = 0;
let openedAt = 0;

const isOpen = () => !list.hidden && !list.classList.contains("combobox__list--shut");

/** `inPlace`: the list keeps its room, so that what is under it stays where it is. */
function shut(inPlace) {
  if (inPlace && !isOpen()) return;
  asked += 1;
  list.hidden = !inPlace;
  list.classList.toggle("combobox__list--shut", Boolean(inPlace));
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function open() {
  openedAt = scrollY;
  list.hidden = false;
  list.classList.remove("combobox__list--shut");
  field.setAttribute("aria-expanded", "true");
}

function mark(place) {
  active = place;
  for (const [index, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(index === place));
  if (place < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", `school-option-${place}`);
  list.children[place]?.scrollIntoView({ block: "nearest" });
}

function line(name, words) {
  const element = document.createElement("span");
  element.className = name;
  element.translate = false;
  element.textContent = words;
  return element;
}

function option(school, place) {
  const item = document.createElement("li");
  item.className = "combobox__option";
  item.id = `school-option-${place}`;
  item.setAttribute("role", "option");
  const second = `${school.town} ${school.postcode} · URN ${school.urn}`;
  item.append(line("combobox__name", school.name), line("combobox__second", second));
  item.addEventListener("mousedown", (event) => {
    // The focus stays where it is.
    event.preventDefault();
    take(school);
  });
  return item;
}

function take(school) {
  field.value = school.town ? `${school.name}, ${school.town}` : school.name;
  chosen.value = school.id;
  shut();
  status.textContent = `${school.name} is chosen`;
}

function show(schools) {
  found = schools;
  list.replaceChildren(...schools.map(option));
  mark(-1);
  status.textContent = schools.length === 0 ? "No school fits" : schools.length === 1 ? "1 school fits" : `${schools.length} schools fit`;
  if (schools.length > 0) open();
  else shut();
}

async function look(text, number) {
  try {
    const answer = await fetch(`${box.dataset.schools}?${new URLSearchParams({ text })}`, { headers: { accept: "application/json" } });
    const schools = answer.ok ? await answer.json() : null;
    if (schools && number === asked) show(schools);
  } catch {
    // Without an answer it is a line of text, and the server finds the school by it.
  }
}

field.addEventListener("input", () => {
  chosen.value = "";
  mark(-1);
  asked += 1;
  clearTimeout(timer);
  const [text, number] = [field.value, asked];
  if ([...text.trim()].length < 2) shut();
  else timer = setTimeout(look, PAUSE, text, number);
});

field.addEventListener("keydown", (event) => {
  const count = found.length;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && count > 0) {
    const from = isOpen() && active >= 0 ? active : step > 0 ? -1 : 0;
    open();
    mark((from + step + count) % count);
  } else if (event.key === "Enter" && isOpen() && active >= 0) take(found[active]);
  else if (event.key === "Escape" && isOpen()) shut();
  else return;
  event.preventDefault();
});

// Whoever has gone on is not followed by a list.
field.addEventListener("blur", () => {
  asked += 1;
  shut(true);
  setTimeout(() => {
    if (!isOpen()) list.hidden = true;
  }, PRESS);
});

// Whoever scrolls looks for what comes next.
addEventListener("scroll", () => Math.abs(scrollY - openedAt) > SCROLLED && shut(true), { passive: true });

field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", list.id);
field.setAttribute("aria-expanded", "false");
