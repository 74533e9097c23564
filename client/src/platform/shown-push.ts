// What the service worker shows of a push and where a press on it leads. What comes is checked, though it is encrypted for
// this browser: it leads nowhere but within the app.

export interface ShownPush { readonly title: string; readonly body: string; readonly tag: string; readonly path: string }

const LONGEST = 300;

/** Something is always shown: a browser takes push away from an app that shows nothing. */
export function shownPush(message: unknown): ShownPush {
  const given = (typeof message === "object" && message !== null ? message : {}) as Readonly<Record<string, unknown>>;
  const word = (key: string): string => (typeof given[key] === "string" ? given[key].slice(0, LONGEST) : "");
  return { title: word("title") || "Outrider", body: word("body"), tag: word("tag") || "outrider", path: pathWithin(word("path")) };
}

/** A path of this app, or the centre. */
export const pathWithin = (path: string): string => (/^\/(?![/\\])[\w\-/%.]*$/.test(path) ? path : "/notifications");
