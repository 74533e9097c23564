// A note has an end, and so has one paste: said when it is reached, before anything is typed that would be refused.
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { isChangeOrigin } from "@tiptap/extension-collaboration";
import { MAX_PASTE } from "../../../rooms/index.ts";

export interface NoteLimitsOptions {
  /** From 0 to 1. */
  readonly weigh: () => number;
  readonly say: (what: "tooMuch" | "full") => void;
}

const FULL = 0.94;
/** Weighing reads the whole document: it is done again after so many changes. */
const WEIGH_EVERY = 40;
/** What a paragraph or an item costs besides its text. */
const BLOCK_BYTES = 48;

export const noteLimits = ({ weigh, say }: NoteLimitsOptions) =>
  Extension.create({
    name: "noteLimits",
    addProseMirrorPlugins() {
      let since = WEIGH_EVERY;
      let weight = 0;
      const weighed = (): number => {
        if (++since < WEIGH_EVERY) return weight;
        since = 0;
        return (weight = weigh());
      };
      const tooMuch = (bytes: number): boolean => {
        if (bytes <= MAX_PASTE) return false;
        say("tooMuch");
        return true;
      };
      const bytesOf = (slice: { readonly content: { readonly size: number; textBetween(from: number, to: number, between: string, leaf: string): string; descendants(each: () => boolean): void } }): number => {
        let blocks = 0;
        slice.content.descendants(() => {
          blocks += 1;
          return true;
        });
        return new TextEncoder().encode(slice.content.textBetween(0, slice.content.size, "\n", " ")).length + blocks * BLOCK_BYTES;
      };
      return [
        new Plugin({
          props: {
            handlePaste: (_view, _event, slice) => tooMuch(bytesOf(slice)),
            handleDrop: (_view, _event, slice, moved) => !moved && tooMuch(bytesOf(slice)),
          },
          filterTransaction(transaction, state) {
            const grown = transaction.doc.content.size - state.doc.content.size;
            if (!transaction.docChanged || grown <= 0 || isChangeOrigin(transaction)) return true;
            if (grown > 1000) since = WEIGH_EVERY;
            if (weighed() + grown / 100_000 < FULL) return true;
            since = WEIGH_EVERY;
            say("full");
            return false;
          },
        }),
      ];
    },
  });
