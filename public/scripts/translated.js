// A browser's translator takes each text out and puts elements of its own in its place. When the program then changes the text, it does so
// out of sight. So a text that changes while it is out comes back, in the place of what stands for it; the translator sees it, and begins anew.

/** What stands for a text that is out. */
const standIns = new WeakMap();

const isStandIn = (node) => node instanceof HTMLElement && (node.localName === "font" || node.localName.includes("-"));

function taken({ removedNodes, addedNodes, previousSibling, nextSibling }) {
  for (const text of removedNodes) {
    if (text.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
    const standIn = [...addedNodes, previousSibling, nextSibling].find(isStandIn);
    if (!standIn) continue;
    standIns.set(text, standIn);
    observer.observe(text, { characterData: true });
  }
}

function changed(text) {
  const standIn = standIns.get(text);
  if (text.isConnected || !standIn?.isConnected) return;
  standIns.delete(text);
  standIn.replaceWith(text);
}

const observer = new MutationObserver((records) => {
  for (const record of records) {
    if (record.type === "childList") taken(record);
    else changed(record.target);
  }
});
observer.observe(document.getElementById("app"), { childList: true, subtree: true });
