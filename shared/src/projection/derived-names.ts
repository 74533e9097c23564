// The names of what follows from a record and is no field of it (see derived.ts), apart from how it follows: who reads an
// address needs the names alone.
import { fieldOf, type Kind } from "@outrider/shared/schema";

const OF_ALL = ["createdAt", "updatedAt"] as const;
const OF_DEALS = ["startedOn", "closedOn", "beenIn"] as const;
/** Of whom somebody was in touch with, and of what is worked on with them. */
const OF_WORK = ["contactedOn"] as const;
const WORKED_ON: ReadonlySet<Kind> = new Set(["deal", "lead", "contact", "company"] satisfies Kind[]);
export type DerivedName = (typeof OF_ALL)[number] | (typeof OF_DEALS)[number] | (typeof OF_WORK)[number];

const isOneOf = (names: readonly string[], path: string): boolean => names.includes(path);

/** Whether records of a kind have it. */
export const isDerived = (kind: Kind, path: string): path is DerivedName => isOneOf(OF_ALL, path) || (kind === "deal" && isOneOf(OF_DEALS, path)) || (WORKED_ON.has(kind) && isOneOf(OF_WORK, path));

/** Whether a rule may ask records of a kind for it: something that follows from them, a field, or one of what a field links to. */
export const isPath = (kind: Kind, path: string): boolean => isDerived(kind, path) || fieldOf(kind, path.split(".")[0] ?? "") !== undefined;
