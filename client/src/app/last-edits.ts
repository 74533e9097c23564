// Remembers the edits made in this tab, newest last, so that they can be taken back by key. It knows only their ids.

const MOST = 100;

export interface LastEdits {
  add(group: string): void;
  /** The newest that has not been taken back, and forgets it. */
  take(): string | undefined;
  forget(group: string): void;
}

export function createLastEdits(): LastEdits {
  let groups: readonly string[] = [];
  return {
    add: (group) => {
      groups = [...groups, group].slice(-MOST);
    },
    take() {
      const last = groups.at(-1);
      groups = groups.slice(0, -1);
      return last;
    },
    forget: (group) => {
      groups = groups.filter((one) => one !== group);
    },
  };
}
