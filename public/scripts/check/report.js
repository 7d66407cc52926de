// The report as plain text, to be copied, sent and printed.

const MARKS = { ok: "[works]", care: "[look]", bad: "[fails]", told: "[note]", trying: "[not yet]", untried: "[not tried]" };

// `things`: names with what came of each.
export function report(verdict, things, ask) {
  const lines = [
    "Twilight: what works from here",
    `${location.origin}/check`,
    `${new Date().toString()}`,
    "",
    verdict,
    "",
  ];
  for (const { name, result } of things) {
    lines.push(`${MARKS[result.state]} ${name}: ${result.words}`);
    if (result.means) lines.push(`    ${result.means}`);
    if (result.change) lines.push(`    For the technician: ${result.change}`);
  }
  lines.push("", `Browser: ${navigator.userAgent}`);
  if (ask) lines.push(`For: ${ask}`);
  return `${lines.join("\n")}\n`;
}
