// Who may be meant by what is typed after an `@`. Pure. Invariant: what is put into a text is `@` and the whole name, as the
// server looks for it (sync-server/src/notifications/find-notices.ts); nothing else marks it, so that every client and
// every export reads it as it was typed.

/** Fields of records in which the server looks for names; other texts of a record tell nobody. */
export const mayMention = (field: string): boolean => field === "notes";

export interface Typed {
  /** Where the `@` stands, counted from the start of the text that was looked at. */
  readonly at: number;
  /** What follows it, up to the caret. */
  readonly said: string;
}

/** Longer names are found by their beginning. */
const MOST = 60;
const SHOWN = 6;

/** An `@` within a word is an address's. */
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_.+-]/u.test(char);

/** The `@` before the caret that may begin a name, in the line that ends there; null where there is none. */
export function typedBefore(before: string): Typed | null {
  const at = before.lastIndexOf("@");
  const said = before.slice(at + 1);
  if (at < 0 || said.length > MOST || /[\n\r]/.test(said) || /^\s/.test(said) || isWord(before[at - 1])) return null;
  return { at, said };
}

/** As it is looked for: accents and case apart, one space between words. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en").replace(/\s+/g, " ");
export const asNamed = (name: string): string => name.trim().replace(/\s+/g, " ");

/** Names that fit, those first that begin so; after a space the whole name has to. Each name once: two who share one are both told. */
export function fitting<P extends { readonly name: string }>(said: string, people: readonly P[]): readonly P[] {
  const wanted = plain(said);
  const rank = (name: string): number => {
    const known = plain(name).trim();
    if (known.startsWith(wanted)) return 0;
    return !wanted.includes(" ") && known.split(" ").some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  const names = new Set<string>();
  return people
    .map((person) => ({ person, place: rank(person.name) }))
    .filter(({ person, place }) => {
      const name = plain(asNamed(person.name));
      if (place > 1 || name === "" || names.has(name)) return false;
      names.add(name);
      return true;
    })
    .sort((a, b) => a.place - b.place)
    .slice(0, SHOWN)
    .map(({ person }) => person);
}

/** What is written in place of the `@` and what follows it; a space after it, where none comes anyway. */
export const mentionText = (name: string, after: string): string => `@${asNamed(name)}${/^[\s.,;:!?)\]}]/.test(after) ? "" : " "}`;

export type ListMove = { readonly to: number } | "take" | "leave" | null;

/** What a key does to the list while it is open; null: the key is the text's. */
export function moveOf(key: string, active: number, count: number): ListMove {
  if (key === "ArrowDown") return { to: (active + 1) % count };
  if (key === "ArrowUp") return { to: (active - 1 + count) % count };
  if (key === "Enter" || key === "Tab") return "take";
  return key === "Escape" ? "leave" : null;
}
