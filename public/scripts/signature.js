// A field to draw a signature on, beside the typed name, which is enough. Without this script there is no such field.
// The element has `data-signature`, its size in `data-width` and `data-height`, the longest drawing in `data-most`, and a
// hidden field in it. What is drawn becomes a path of `M x y` and `L x y` in whole numbers.

const place = document.querySelector("[data-signature]");
const kept = place.querySelector("input");
const width = Number(place.dataset.width);
const height = Number(place.dataset.height);
const most = Number(place.dataset.most);
const scale = 2;

const heading = document.createElement("p");
heading.className = "field__label";
heading.id = "pad-label";
heading.textContent = "Draw your signature as well, if you like";

const field = document.createElement("canvas");
field.className = "pad__field";
field.width = width * scale;
field.height = height * scale;
field.setAttribute("role", "img");
field.setAttribute("aria-labelledby", "pad-label pad-state");

const line = document.createElement("div");
line.className = "pad__line";
const state = document.createElement("p");
state.className = "field__hint";
state.id = "pad-state";
state.setAttribute("role", "status");
const clear = document.createElement("button");
clear.type = "button";
clear.className = "button button--quiet";
clear.textContent = "Clear";
line.append(state, clear);

const brush = field.getContext("2d");
let path = "";
let last = null;

function tell() {
  kept.value = path;
  clear.hidden = !path;
  if (path.length + 16 > most) state.textContent = "That is as much as fits.";
  else state.textContent = path ? "Drawn." : "With a finger, a pen or the mouse. Your typed name is enough.";
}

function at(event) {
  const box = field.getBoundingClientRect();
  const within = (part, whole) => Math.max(0, Math.min(whole, Math.round(part * whole)));
  return {
    x: within((event.clientX - box.left) / box.width, width),
    y: within((event.clientY - box.top) / box.height, height),
  };
}

function go(event) {
  const to = at(event);
  const far = Math.hypot(to.x - last.x, to.y - last.y);
  const step = ` L ${to.x} ${to.y}`;
  // What is closer is not seen, and what is longer is not taken.
  if (far < 2 || path.length + step.length > most) return;
  path += step;
  brush.beginPath();
  brush.moveTo(last.x * scale, last.y * scale);
  brush.lineTo(to.x * scale, to.y * scale);
  brush.stroke();
  last = to;
}

// The colour of the words around it, in light and in dark.
function takeUp() {
  Object.assign(brush, { lineWidth: 3 * scale, lineCap: "round", lineJoin: "round", strokeStyle: getComputedStyle(field).color });
  brush.beginPath();
}

// A form that has come back brings its drawing along.
function drawAgain(drawing) {
  const steps = [...drawing.matchAll(/([ML]) (\d+) (\d+)/g)];
  if (!steps.length || drawing.length > most) return;
  takeUp();
  for (const [, kind, x, y] of steps) brush[kind === "M" ? "moveTo" : "lineTo"](x * scale, y * scale);
  brush.stroke();
  path = drawing;
}

field.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || last) return;
  event.preventDefault();
  const from = at(event);
  const step = `${path ? " " : ""}M ${from.x} ${from.y}`;
  // A dot is a line of no length.
  const dot = ` L ${from.x} ${from.y}`;
  if (path.length + step.length + dot.length > most) return;
  field.setPointerCapture(event.pointerId);
  takeUp();
  brush.moveTo(from.x * scale, from.y * scale);
  brush.lineTo(from.x * scale, from.y * scale);
  brush.stroke();
  path += step + dot;
  last = from;
});

field.addEventListener("pointermove", (event) => {
  if (!last) return;
  for (const each of event.getCoalescedEvents?.() ?? [event]) go(each);
});

for (const end of ["pointerup", "pointercancel"]) {
  field.addEventListener(end, () => {
    if (!last) return;
    last = null;
    tell();
  });
}

clear.addEventListener("click", () => {
  path = "";
  brush.clearRect(0, 0, field.width, field.height);
  tell();
  document.getElementById("typed_name")?.focus();
});

place.append(heading, field, line);
place.hidden = false;
drawAgain(kept.value);
tell();
