// Addresses in attributes and marks that a browser would run instead of open. The editor makes none and opens none; this
// is for whoever reads a body otherwise.
const ADDRESSES: ReadonlySet<string> = new Set(["href", "src", "action", "formaction", "poster", "xlink:href"]);
const RUNS = /^(?:javascript|vbscript|data):/i;
/** A browser overlooks them in a scheme. */
const OVERLOOKED = /[\u0000-\u0020\u007f-\u00a0]/g;

/** value: plain, nested no deeper than LIMITS.depth. */
export function runsCode(key: string, value: unknown): boolean {
  if (typeof value === "string") return ADDRESSES.has(key.toLowerCase()) && RUNS.test(value.replace(OVERLOOKED, ""));
  if (Array.isArray(value)) return value.some((item) => runsCode(key, item));
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([inner, item]) => runsCode(inner, item));
}
