// What tabs of one browser say to each other where no worker is shared: a board that all of them read, and a line for
// each tab that only its two ends read. Tabs of another version of the app have another board.
import type { Ask, Tell } from "./wire.ts";

export type BoardNote =
  /** A tab wants a line to whoever leads; it listens on its line already. */
  | { readonly t: "seek"; readonly line: string }
  /** Answers a seek: the leader listens on that line from now on. */
  | { readonly t: "line"; readonly line: string; readonly leader: string }
  /** A leader begins: who seeks may ask again. */
  | { readonly t: "lead"; readonly leader: string };

/** A channel of the browser: everybody who opened the name hears what the others post, in order, never his own. */
export interface Channel<Message> {
  post(message: Message): void;
  /** One listener. */
  listen(heard: (message: Message) => void): void;
  close(): void;
}
export type OpenChannel = <Message>(name: string) => Channel<Message>;

export const boardName = (build: string): string => `outrider.tabs.${build}`;
export const lineName = (line: string): string => `outrider.tab.${line}`;
export type LineMessage = Ask | Tell;
