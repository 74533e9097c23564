// Closeness by words over the same texts, for a device without a model. It is built in pieces once somebody asks, over the
// first so many: it holds every text in memory a second time.
import { type Close, createTextIndex, type TextIndex } from "@outrider/shared/search";

/** Less is a word that many have. */
const CLOSE_ENOUGH = 0.12;
const MOST = 20_000;

export interface TextWords {
  /** Somebody asks. */
  wanted(): void;
  /** These have texts. */
  begin(ids: Iterable<string>): void;
  /** Takes in one more. */
  prepare(): void;
  /** Whether there is something left to take in. */
  readonly owes: boolean;
  closest(text: string, count: number): readonly Close[];
  changed(id: string): void;
  forget(): void;
}

export function createTextWords(textOf: (id: string) => string): TextWords {
  let index: TextIndex = createTextIndex();
  let coming: string[] = [];
  let all: () => Iterable<string> = () => [];
  let asked = false;
  const fill = (): void => {
    if (asked) coming = [...all()].slice(0, MOST);
  };
  return {
    wanted() {
      if (asked) return;
      asked = true;
      fill();
    },
    begin(ids) {
      const known = [...ids];
      all = () => known;
      fill();
    },
    prepare() {
      const id = coming.pop();
      const text = id === undefined ? "" : textOf(id);
      if (id !== undefined && text !== "") index.add(id, text);
    },
    get owes() {
      return coming.length > 0;
    },
    closest: (text, count) => index.closest(text, { count }).filter(({ score }) => score >= CLOSE_ENOUGH),
    changed(id) {
      if (!asked) return;
      const text = textOf(id);
      if (text === "") index.remove(id);
      else if (index.size < MOST) index.add(id, text);
    },
    forget() {
      index = createTextIndex();
      coming = [];
      all = () => [];
    },
  };
}
