// The names a body may use for nodes, marks and attributes. Invariant: no name is one that every object answers to by
// inheritance, and none holds a sign that a page, a query or a database would have to escape.
import { LIMITS } from "./limits.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_.:-]*$/;
/** Marks that may lie over others of their kind carry a hash of their attributes. */
const HASH = /--[A-Za-z0-9+/=]{8}$/;
const INHERITED: ReadonlySet<string> = new Set([
  "__proto__", "constructor", "prototype", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
  "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
]);

export const isPlainName = (name: string): boolean => name.length <= LIMITS.name && NAME.test(name) && !INHERITED.has(name);

export const isMarkName = (name: string): boolean => isPlainName(name.replace(HASH, ""));
