// The leading tab's worker answers the other tabs: each that seeks gets a line, which the host takes for a page of its
// own. Invariant: only the one worker that holds the lead runs this. Knows nothing of accounts.
import { boardName, type BoardNote, lineName, type OpenChannel } from "./tab-wire.ts";
import type { Ask, Port, Tell } from "./wire.ts";

export interface TabLeadOptions {
  readonly build: string;
  /** Names this worker among those that led before. */
  readonly leader: string;
  readonly openChannel: OpenChannel;
  readonly addPort: (port: Port<Tell, Ask>) => void;
}

export function leadTabs({ build, leader, openChannel, addPort }: TabLeadOptions): void {
  const board = openChannel<BoardNote>(boardName(build));
  board.listen((note) => {
    if (note.t !== "seek") return;
    const line = openChannel<Ask | Tell>(lineName(note.line));
    addPort({
      post: (tell) => line.post(tell),
      listen: (heard) => line.listen((message) => heard(message as Ask)),
      close: () => line.close(),
    });
    board.post({ t: "line", line: note.line, leader });
  });
  board.post({ t: "lead", leader });
}
