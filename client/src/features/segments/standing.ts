// Whether what was counted of a rule is all there is, in words. Pure.
import { words } from "./texts.ts";
import type { Preview } from "./use-preview.ts";

const said = words.preview;

/** "": there is nothing to be said. */
export function standingOf({ of }: Pick<Preview, "of">): string {
  switch (of) {
    case "all":
      return "";
    case "server":
      return said.all;
    case "asking":
      return `${said.onDevice} ${said.asking}`;
    case "problem":
      return `${said.onDevice} ${said.problem}`;
    case "arriving":
      return said.arriving;
    case "part":
      return `${said.onDevice} ${said.offline}`;
  }
}
