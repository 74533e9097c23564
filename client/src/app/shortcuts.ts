// The keys that work on every page, as one table, and what a key means after the one before it. Pure; it does not know
// what is being typed into, nor what follows.
import { listRoutes, type MakeKind } from "./record-route.ts";
import { text } from "./text.ts";

/** After `g`. */
export const PLACES = [
  { key: "h", to: "/", label: text.nav.home },
  { key: "a", to: "/agenda", label: text.nav.agenda },
  { key: "d", to: listRoutes.deal, label: text.nav.deals },
  { key: "b", to: "/board", label: text.nav.board },
  { key: "f", to: "/forecast", label: text.nav.forecast },
  { key: "r", to: "/dashboard", label: text.nav.dashboard },
  { key: "l", to: listRoutes.lead, label: text.nav.leads },
  { key: "c", to: listRoutes.contact, label: text.nav.contacts },
  { key: "o", to: listRoutes.company, label: text.nav.companies },
  { key: "e", to: "/activities", label: text.nav.activities },
  { key: "q", to: "/objection", label: text.nav.objection },
  { key: "v", to: "/win-loss", label: text.nav.winLoss },
  { key: "g", to: "/segments", label: text.nav.segments },
  { key: "m", to: "/campaigns", label: text.nav.campaigns },
  { key: "i", to: "/import", label: text.nav.import },
  { key: "u", to: "/duplicates", label: text.nav.duplicates },
  { key: "w", to: "/edits", label: text.nav.edits },
  { key: "s", to: "/sync", label: text.nav.sync },
  { key: "p", to: "/people", label: text.nav.people },
  { key: "t", to: "/settings", label: text.nav.settings },
] as const;

/** After `n`. */
export const MAKES = [
  { key: "p", kind: "call" }, { key: "m", kind: "meeting" }, { key: "n", kind: "note" }, { key: "t", kind: "task" },
  { key: "d", kind: "deal" }, { key: "l", kind: "lead" }, { key: "c", kind: "contact" }, { key: "o", kind: "company" },
] as const satisfies readonly { readonly key: string; readonly kind: MakeKind }[];

export type Meaning =
  | { readonly do: "go"; readonly to: (typeof PLACES)[number]["to"] }
  | { readonly do: "make"; readonly kind: MakeKind }
  | { readonly do: "help" }
  /** The next key counts, for a while. */
  | { readonly do: "wait"; readonly after: "g" | "n" };

/** How long the second key of two is waited for, ms. */
export const WAIT_MS = 1500;

/** after: the key before, where it waits for another. Undefined: it means nothing here. */
export function meaningOf(key: string, after: "g" | "n" | undefined): Meaning | undefined {
  if (after === "g") {
    const place = PLACES.find((one) => one.key === key);
    if (place !== undefined) return { do: "go", to: place.to };
  }
  if (after === "n") {
    const make = MAKES.find((one) => one.key === key);
    if (make !== undefined) return { do: "make", kind: make.kind };
  }
  if (key === "?") return { do: "help" };
  return key === "g" || key === "n" ? { do: "wait", after: key } : undefined;
}
