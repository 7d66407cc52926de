// What this browser is, and what has been added to its pages.

import { runs } from "./device.js";
import { bad, care, list, ok, told, within } from "./words.js";

const BROWSERS = [
  ["Edge", /\bEdgA?\/([\d.]+)/, 99],
  ["Edge for iPad and iPhone", /\bEdgiOS\/([\d.]+)/, 0],
  ["Opera", /\bOPR\/([\d.]+)/, 85],
  ["Samsung Internet", /\bSamsungBrowser\/([\d.]+)/, 18],
  ["Firefox", /\bFirefox\/([\d.]+)/, 97],
  ["Firefox for iPad and iPhone", /\bFxiOS\/([\d.]+)/, 0],
  ["Chrome for iPad and iPhone", /\bCriOS\/([\d.]+)/, 0],
  ["Chrome", /Chrome\/([\d.]+)/, 99],
  ["Safari", /\bVersion\/([\d.]+).*Safari/, 15.4],
];
const SYSTEMS = [
  ["ChromeOS", /\bCrOS\b/],
  ["Android", /\bAndroid\b/],
  ["iPadOS", /\biPad\b/],
  ["iOS", /\biPhone\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

export function named() {
  const agent = navigator.userAgent;
  const browser = BROWSERS.find(([, pattern]) => pattern.test(agent));
  const system = SYSTEMS.find(([, pattern]) => pattern.test(agent));
  // An iPad says that it is a Mac.
  const touched = system && system[0] === "macOS" && navigator.maxTouchPoints > 1;
  const version = browser ? pattern(browser[1], agent) : "";
  return { name: browser ? browser[0] : "", version, least: browser ? browser[2] : 0, system: touched ? "iPadOS" : system ? system[0] : "" };
}

const pattern = (of, text) => of.exec(text)[1].split(".").slice(0, 2).join(".");

export function version() {
  const { name, version, least, system } = named();
  const words = `${name ? `${name} ${version}` : "A browser that does not say its name"}${system ? ` on ${system}` : ""}`;
  // What the pages' looks and the program of a board need is looked for, whatever the browser says of itself.
  const layers = "CSSLayerBlockRule" in window;
  if (layers && runs([0, 97, 115, 109, 1, 0, 0, 0]) && (!least || parseFloat(version) >= least)) return ok(`${words}: it can do what is needed.`);
  if (layers) return care(`${words}.`, "It may be too old, or parts of it are switched off.", "Chrome and Edge 99, Firefox 97, Safari and iPadOS 15.4, or newer.");
  return bad(`${words}: too old.`, "Pages look plain, and boards may only be read.", "Chrome and Edge 99, Firefox 97, Safari and iPadOS 15.4, or newer.");
}

// By what they leave in every page.
const EXTENSIONS = [
  ["Grammarly", "grammarly-desktop-integration, grammarly-extension, [data-gr-ext-installed], [data-new-gr-c-s-check-loaded], [data-gramm]"],
  ["LanguageTool", "lt-highlighter, lt-toolbar, lt-div, [data-lt-installed], [data-lt-tmp-id]"],
  ["Microsoft Editor", "[data-ms-editor], editor-squiggler"],
  ["LastPass", "[data-lastpass-icon-root], [data-lastpass-root], [data-lastpass-infield]"],
  ["1Password", "com-1password-button, com-1password-notification, com-1password-menu, [data-com-onepassword-filled]"],
  ["Bitwarden", "#bit-notification-bar, #bit-notification-bar-iframe, [data-bwignore]"],
  ["Dashlane", "[data-dashlane-rid], [data-dashlanecreated], [data-dashlane-label]"],
  ["Google Translate", "html.translated-ltr, html.translated-rtl, #goog-gt-tt, .goog-te-spinner-pos"],
  ["Dark Reader", "html[data-darkreader-mode], html[data-darkreader-scheme], meta[name=darkreader], style.darkreader"],
  ["ColorZilla", "body[cz-shortcut-listen]"],
  ["Bitdefender", "[bis_skin_checked], [bis_register]"],
  ["Read&Write", "[id^=texthelp], th-toolbar"],
];

export function extensions() {
  const found = EXTENSIONS.filter(([, marks]) => document.querySelector(marks)).map(([name]) => name);
  // Elements of extensions have a hyphen in their names, or stand where the server put none.
  const known = EXTENSIONS.map(([, marks]) => marks).join(", ");
  const elements = [...document.querySelectorAll("html > :not(head):not(body), body *")];
  const others = elements.filter((element) => (element.localName.includes("-") || element.parentNode === document.documentElement) && !element.matches(known));
  if (!found.length && !others.length) return ok("None seen on this page.");
  const names = found.concat(others.length ? ["one that we don’t know"] : []);
  return care(
    `Seen on this page: ${list(names)}.`,
    "Boards put up with them. Should one look odd all the same, switch the extension off for this site, or try a private window.",
  );
}

export async function setting() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const at = (zone) => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const parts = [
    `Window ${innerWidth} × ${innerHeight} of a screen of ${screen.width} × ${screen.height}, at ${Math.round((devicePixelRatio || 1) * 100)} %`,
    `languages ${(navigator.languages || [navigator.language]).slice(0, 3).join(", ")}`,
    `time zone ${timeZone || "unknown"}`,
    `data saver ${navigator.connection && navigator.connection.saveData ? "on" : "off"}`,
    `service workers ${await workers()}`,
    `page over ${location.protocol === "https:" ? "https" : "plain http"}`,
  ];
  const words = `${parts.join("; ")}.`;
  if (at(undefined) !== at("Europe/London")) return care(words, "This device is set to another time zone than Britain’s: times are shown in that zone.", "Set the time zone to London, if the device is in Britain.");
  return told(words);
}

async function workers() {
  if (!navigator.serviceWorker) return "not possible here";
  try {
    const found = await within(4000, navigator.serviceWorker.getRegistrations());
    return found.length ? `${found.length}, none of which is ours` : "none";
  } catch (error) {
    return "not allowed";
  }
}
