// Owns small texts kept in the browser between visits (the theme). Where storage is blocked it remembers nothing and
// says nothing. Not for what must be there after a kill: the browser writes it down when it likes.

export type TextMemory = {
  readonly read: (key: string) => string | undefined;
  readonly write: (key: string, value: string | undefined) => void;
};

export const browserTextMemory: TextMemory = {
  read: (key) => {
    try {
      return localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write: (key, value) => {
    try {
      if (value === undefined) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Blocked or full: the choice holds for this visit.
    }
  },
};
