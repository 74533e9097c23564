// Cuts what a model writes into lines while it comes. Pure. Fences of code and a list around the objects are nobody's loss;
// objects that were spread over several lines are put together again.
const MOST_LINE = 8_000;

export interface LineReader {
  /** The whole objects that this piece completes. */
  push(piece: string): readonly string[];
  /** What was begun and not ended. */
  readonly rest: string;
}

export function createLineReader(): LineReader {
  let [open, depth, quoted, escaped] = ["", 0, false, false];
  return {
    get rest() { return open.trim(); },
    push(piece) {
      const done: string[] = [];
      for (const character of piece) {
        // Between objects only their beginning counts; a list that holds them all is as good as lines.
        if (depth === 0 && character !== "{") continue;
        open += character;
        if (open.length > MOST_LINE) [open, depth, quoted, escaped] = ["", 0, false, false];
        else if (escaped) escaped = false;
        else if (quoted && character === "\\") escaped = true;
        else if (character === '"') quoted = !quoted;
        else if (!quoted && character === "{") depth += 1;
        else if (!quoted && character === "}" && --depth === 0) {
          done.push(open);
          open = "";
        }
      }
      return done;
    },
  };
}
