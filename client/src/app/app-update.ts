// Owns the change to a new version of the app, which is the person's to say, in one tab for all. Invariant: a page in
// which something is typed and not saved never reloads, nor is its version taken from under it, before the person has
// said so in that knowledge; the pages of the other tabs are asked as well.
import type { WatchRelease } from "../platform/release-watch.ts";

/**
 * waiting: a new version is there. unsaved, unsaved-elsewhere: it was to be taken, and something typed here or in
 * another tab would be lost. old: a newer version has taken over, this page is of the one before.
 */
export type UpdateState = "none" | "waiting" | "unsaved" | "unsaved-elsewhere" | "old";

export type AppUpdate = {
  readonly read: () => UpdateState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Takes the new version. Said again after "unsaved…" it does so whatever is lost. */
  readonly accept: () => void;
};

/** Between the tabs: is something unsaved with you; yes; the new version is taken now. */
export type UpdateNote = { readonly t: "unsaved?" | "unsaved" | "taking" };

export type AppUpdateDeps = {
  readonly watch: WatchRelease;
  /** Whether something is typed on this page and not saved. */
  readonly unsaved: () => boolean;
  /** To the other tabs and from them. */
  readonly tabs: { post(note: UpdateNote): void; listen(heard: (note: UpdateNote) => void): void };
  readonly after: (ms: number, then: () => void) => unknown;
  readonly reload: () => void;
};

/** How long the other tabs have to answer, ms; also what a field that was just left has to save itself. */
const ANSWER_MS = 400;

export const createAppUpdate = ({ watch, unsaved, tabs, after, reload }: AppUpdateDeps): AppUpdate => {
  let state: UpdateState = "none";
  let old = false;
  let going: "no" | "asked here" | "with the others" = "no";
  let unsavedElsewhere = false;
  const listeners = new Set<() => void>();
  const become = (next: UpdateState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const release = watch({
    waiting: () => become("waiting"),
    taken: () => {
      old = true;
      if (going === "asked here" || (going === "with the others" && !unsaved())) reload();
      else become("old");
    },
  });
  tabs.listen(({ t }) => {
    if (t === "unsaved?" && unsaved()) tabs.post({ t: "unsaved" });
    else if (t === "unsaved") unsavedElsewhere = true;
    else if (t === "taking") going = "with the others";
  });
  const take = () => {
    if (old) return reload();
    going = "asked here";
    tabs.post({ t: "taking" });
    release.take();
  };
  return {
    read: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    accept: () => {
      const insisted = state;
      unsavedElsewhere = false;
      if (!old) tabs.post({ t: "unsaved?" });
      after(ANSWER_MS, () => {
        if (insisted !== "unsaved" && insisted !== "unsaved-elsewhere" && unsaved()) become("unsaved");
        else if (insisted !== "unsaved-elsewhere" && unsavedElsewhere) become("unsaved-elsewhere");
        else take();
      });
    },
  };
};
