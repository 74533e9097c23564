// The kinds of records that programs read and write over HTTP, one line each. It knows no HTTP and no permission: who
// may do what is judged where every edit is.
import { entityOf, type Field, type Kind } from "@outrider/shared/schema";

export interface Resource {
  readonly kind: Kind;
  /** In an address: /api/<path>. */
  readonly path: string;
  /** What may be asked of it besides reading; a program may be refused any of it all the same. */
  readonly may: readonly ("create" | "change" | "remove")[];
}

const all = ["create", "change", "remove"] as const;

export const resources = {
  leads: { kind: "lead", path: "leads", may: all },
  contacts: { kind: "contact", path: "contacts", may: all },
  companies: { kind: "company", path: "companies", may: all },
  deals: { kind: "deal", path: "deals", may: all },
  activities: { kind: "activity", path: "activities", may: all },
  tasks: { kind: "task", path: "tasks", may: all },
  objections: { kind: "objection", path: "objections", may: all },
  attachments: { kind: "attachment", path: "attachments", may: all },
  campaigns: { kind: "campaign", path: "campaigns", may: all },
  "line-items": { kind: "lineItem", path: "line-items", may: all },
  segments: { kind: "segment", path: "segments", may: all },
  // A member who goes is deactivated, not deleted; who comes is invited.
  users: { kind: "member", path: "users", may: ["change", "remove"] },
  pipelines: { kind: "pipeline", path: "pipelines", may: [] },
  stages: { kind: "stage", path: "stages", may: [] },
  // One that is not wanted any more is archived; its values stay.
  "custom-fields": { kind: "customField", path: "custom-fields", may: ["create", "change"] },
} as const satisfies Record<string, Resource>;

export type ResourceName = keyof typeof resources;
export const RESOURCE_NAMES = Object.keys(resources) as readonly ResourceName[];

/** Set by commands of their own or by the server, so that a program only reads them. */
const READ_ONLY: ReadonlySet<string> = new Set(["mergedInto", "deletedAt", "convertedAt", "convertedContact", "convertedCompany", "convertedDeal"]);

/** For devices alone: what a screen draws before the file itself is there. */
const UNTOLD: ReadonlySet<string> = new Set(["thumbnail"]);

export interface NamedField { readonly name: string; readonly field: Field; readonly isWritable: boolean }

export const fieldsOf = (kind: Kind): readonly NamedField[] =>
  Object.entries(entityOf(kind).fields).filter(([name]) => !UNTOLD.has(name)).map(([name, field]) => ({ name, field, isWritable: field.guard !== "system" && !READ_ONLY.has(name) }));

/** What a single link is called on the wire: `owner` is `ownerId`. What a record hangs on has one name for each kind. */
export const linkName = (name: string): string => `${name}Id`;
/** With what integrations of this kind call it besides. */
export const linkNames = (kind: Kind, name: string): readonly string[] => (kind === "campaign" && name === "segment" ? [linkName(name), "segment_id"] : [linkName(name)]);
/** Integrations make these without a name: they are called by their kind until somebody names them. */
export const isNamedByUs = (kind: Kind, name: string): boolean => name === "name" && (kind === "segment" || kind === "campaign");
export const rootNames = (field: Field): readonly string[] => field.to.map(linkName);
