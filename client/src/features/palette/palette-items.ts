// What the palette offers besides records, and which of it fits what was typed. Pure.
import { MAKES, PLACES } from "../../app/shortcuts.ts";
import { text } from "../../app/text.ts";

export type Target =
  | { readonly do: "go"; readonly to: (typeof PLACES)[number]["to"] }
  | { readonly do: "make"; readonly kind: (typeof MAKES)[number]["kind"] }
  | { readonly do: "help" }
  | { readonly do: "undo" };

export interface PaletteAction { readonly id: string; readonly label: string; readonly keys: string; readonly target: Target }

export const ACTIONS: readonly PaletteAction[] = [
  ...MAKES.map(({ key, kind }): PaletteAction => ({ id: `make ${kind}`, label: text.quick.created[kind], keys: `n ${key}`, target: { do: "make", kind } })),
  ...PLACES.map(({ key, to, label }): PaletteAction => ({ id: `go ${to}`, label: text.quick.goTo(label), keys: `g ${key}`, target: { do: "go", to } })),
  { id: "undo", label: text.quick.undoLast, keys: "", target: { do: "undo" } },
  { id: "help", label: text.quick.help, keys: "?", target: { do: "help" } },
];

const plain = (words: string): string => words.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** Every word typed must begin a word of the label; all of them where nothing is typed. */
export function fitting<Item extends { readonly label: string }>(items: readonly Item[], typed: string): readonly Item[] {
  const wanted = plain(typed).split(/\s+/).filter((word) => word !== "");
  return items.filter(({ label }) => {
    const words = plain(label).split(/\s+/);
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  });
}

/** Whether somebody types the label itself, past its first word: then it is meant, whatever else is found. */
export function meant(label: string, typed: string): boolean {
  const wanted = plain(typed).replace(/\s+/g, " ");
  return wanted.includes(" ") && plain(label).startsWith(wanted);
}

/** The line to go to from `at` by a key; undefined where the key does not move. */
export function stepTo(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    case "PageDown":
      return Math.min(count - 1, at + 5);
    case "PageUp":
      return Math.max(0, at - 5);
    default:
      return undefined;
  }
}
