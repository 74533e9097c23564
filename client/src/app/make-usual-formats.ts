// Makes the usual formatters one after another while the page waits for its files and its records: the first of days alone takes
// as long as drawing a list, and none of them holds up what is drawn or a tap.
import { usualFormats } from "./format.ts";

/** `after`: runs later, in a task of its own. */
export function makeUsualFormats(after: (ms: number, run: () => void) => unknown): void {
  const left = [...usualFormats];
  const next = (): void => {
    left.shift()?.();
    if (left.length > 0) after(0, next);
  };
  after(0, next);
}
