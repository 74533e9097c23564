// Owns how words are typed while it is measured what each letter takes: the same for our app and for its rivals.
import type { Page } from "@playwright/test";

export interface Typing {
  /** Sets the clock before a letter. */
  readonly begin: () => Promise<void>;
  /** ms from the key to what it shows, or null where nothing came of it. */
  readonly taken: () => Promise<number | null>;
  readonly pauseMs: number;
}

/** A letter that nothing came of is not counted. */
export async function typeWord(page: Page, word: string, { begin, taken, pauseMs }: Typing): Promise<number[]> {
  const all: number[] = [];
  for (const letter of word) {
    await begin();
    await page.keyboard.press(letter);
    const ms = await taken();
    if (ms !== null) all.push(ms);
    await page.waitForTimeout(pauseMs);
  }
  return all;
}

/** The clock stops when the list has another length. */
export const untilListChanges = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const before = globalThis.pageClock.rows();
    globalThis.pageClock.from("keydown", () => globalThis.pageClock.rows() !== before);
  });
