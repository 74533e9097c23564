// What is typed between the key that opens a dialog and the moment the dialog's field has the keys is that field's: its
// code may still be on its way, and the keys would be lost, act as shortcuts, or press what had the focus before.
import { isDialogOpen } from "./document-face.ts";

/** After this a dialog that did not come is not waited for any more. */
const MOST_MS = 5_000;

const isField = (target: EventTarget | null): target is HTMLElement =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.closest("dialog[open]") !== null;

let end: () => void = () => undefined;

/** Holds keys from now on, and puts what they write into the first field of a dialog that gets the focus. Escape lets go. */
export function holdKeys(): void {
  end();
  let held = "";
  const letGo = (): void => {
    end();
    // As if it had been typed there: whoever listens to the field hears of it, and it can be undone.
    if (held !== "") document.execCommand("insertText", false, held);
  };
  const onKey = (event: KeyboardEvent): void => {
    // Not every browser tells of a focus that a dialog gives itself.
    if (isField(document.activeElement)) return letGo();
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return end();
    if (event.key === "Backspace") held = held.slice(0, -1);
    else if (event.key.length === 1) held += event.key;
    else if (event.key !== "Enter" || isDialogOpen()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onFocus = ({ target }: FocusEvent): void => {
    if (isField(target)) letGo();
  };
  const late = setTimeout(() => end(), MOST_MS);
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("focusin", onFocus, true);
  end = () => {
    clearTimeout(late);
    window.removeEventListener("keydown", onKey, true);
    window.removeEventListener("focusin", onFocus, true);
    end = () => undefined;
  };
}
