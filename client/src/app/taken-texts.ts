// What is said of a search whose words were mistyped, in the search page and in the palette.
import type { Taken } from "../read/index.ts";
import { catalogue } from "./catalogue.ts";

const words = catalogue({
  instead: (meant: string) => `Showing results for ${meant}`,
  also: (meant: string) => `Also showing results for ${meant}`,
  quoted: (word: string) => `“${word}”`,
  or: " or ",
});

const MOST = 3;

/** Which words were looked for in the place of those that were typed; "" where none were. */
export function takenFor(taken: Taken | undefined): string {
  if (taken === undefined) return "";
  const meant = taken.words.map(({ as }) => as.slice(0, MOST).map(words.quoted).join(words.or)).join(", ");
  return taken.exactly === 0 ? words.instead(meant) : words.also(meant);
}
