// What an entity is: a named map of fields and where its records belong. One file an entity uses this.
import { type Field, instant } from "./field.ts";

/**
 * `owner`: a person's, who can share it. `workspace`: everybody's. `root`: seen by who sees the record it hangs on.
 * `person`: one person's alone, whatever anybody else's role is. `audience`: one person's, who lets nobody, a team or all see it.
 */
export type Belongs = "owner" | "workspace" | "root" | "person" | "audience";

export interface Entity {
  readonly kind: string;
  readonly label: string;
  readonly plural: string;
  readonly belongs: Belongs;
  /** The field that names its owner, where it has one of its own. */
  readonly ownerField: string | null;
  /** The field shown as the record's name. */
  readonly title: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/** Every record can be deleted and restored: a register, so that later edits merge and do not revive it. */
export const deletable = { deletedAt: instant("Deleted", { guard: "delete" }) } as const;

export const entity = <const K extends string, const F extends Record<string, Field>>(
  definition: { kind: K; label: string; plural: string; belongs: Belongs; ownerField?: string; title: string; fields: F },
) => ({ ownerField: null, ...definition }) satisfies Entity;
