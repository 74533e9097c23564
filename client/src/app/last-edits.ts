// Remembers the edits made in this tab, newest last, so that they can be taken back by key. It knows only their ids. What a
// person did at once is taken back at once, of however many edits it is.

const MOST = 100;

export interface LastEdits {
  /** One doing of a person: one edit, or several in their order. */
  add(...groups: readonly string[]): void;
  /** The edits of the newest doing that has not been taken back, and forgets it. */
  take(): readonly string[] | undefined;
  /** The doing that this edit is of. */
  forget(group: string): void;
}

export function createLastEdits(): LastEdits {
  let doings: readonly (readonly string[])[] = [];
  return {
    add: (...groups) => {
      doings = [...doings, groups].slice(-MOST);
    },
    take() {
      const last = doings.at(-1);
      doings = doings.slice(0, -1);
      return last;
    },
    forget: (group) => {
      doings = doings.filter((one) => !one.includes(group));
    },
  };
}
