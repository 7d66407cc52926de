// Words on the clipboard. Browsers give the clipboard itself to pages over https alone; others have the old way. Says whether it worked.

export async function copy(area) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(area.value);
      return true;
    } catch (error) {
      // Not allowed: the old way may be.
    }
  }
  const focused = document.activeElement;
  area.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch (error) {
    copied = false;
  }
  // What was not copied stays selected, to be copied by hand.
  if (copied && focused instanceof HTMLElement) focused.focus();
  return copied;
}
