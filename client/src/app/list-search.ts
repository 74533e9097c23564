// What the address of a list holds, so that going back comes to the same list and a list can be sent to somebody.
// Invariant: what is not understood is left out, never shown.

export interface ListSearch {
  /** What is typed. */
  readonly q?: string;
  readonly sort?: string;
  readonly descending?: boolean;
  readonly owner?: string;
  readonly stage?: string;
  readonly status?: string;
  readonly industry?: string;
  /** What a list is in groups of. */
  readonly group?: string;
  /** Of the board: which pipeline. */
  readonly pipeline?: string;
  /** A rule (shared/segments/rule-text), and names of fields that are columns, divided by spaces. */
  readonly filter?: string;
  readonly columns?: string;
  /** Id of the saved view that this is, or was before it was changed. */
  readonly view?: string;
  /** Deleted ones instead. */
  readonly bin?: boolean;
  /** It is behind a figure that counts all that one may see, on a device that holds a part. */
  readonly counted?: boolean;
  /** The dialog for a new one is open. */
  readonly create?: boolean;
}

const TEXTS = ["q", "sort", "owner", "stage", "status", "industry", "group", "pipeline", "filter", "columns", "view"] as const;
const FLAGS = ["descending", "bin", "counted", "create"] as const;
/** What else is found is what these say. */
const FINDING = ["q", "owner", "stage", "status", "industry", "filter", "view", "bin"] as const;

export function listSearch(given: Record<string, unknown>): ListSearch {
  const texts = TEXTS.flatMap((key) => {
    const value = given[key];
    const text = typeof value === "number" ? String(value) : value;
    return typeof text === "string" && text !== "" ? [[key, text] as const] : [];
  });
  const flags = FLAGS.flatMap((key) => (typeof given[key] === "boolean" ? [[key, given[key]] as const] : []));
  return Object.fromEntries<string | boolean>([...texts, ...flags]);
}

/** The address with some of it changed: where something else is found, it is behind no figure any more. */
export const changedSearch = (search: ListSearch, part: Partial<Record<keyof ListSearch, string | boolean | undefined>>): ListSearch =>
  listSearch({ ...search, ...(FINDING.some((key) => Object.hasOwn(part, key)) && { counted: undefined }), ...part });
