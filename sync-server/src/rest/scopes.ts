// What a key may be let do: reading or writing records of one kind, customers or orders, or reading figures. The list is made of the kinds there are.
import { RESOURCE_NAMES, type ResourceName, resources } from "./resource.ts";

export type Scope = `${ResourceName}:${"read" | "write"}` | `${"customers" | "orders"}:${"read" | "write"}` | "analytics:read" | "ai:read" | "ai:write";

const ofRecords = RESOURCE_NAMES.flatMap((name): Scope[] => (resources[name].may.length > 0 ? [`${name}:read`, `${name}:write`] : [`${name}:read`]));

/** Figures are made of records of many kinds: being let read those is no leave to read these, nor the other way round. The assistant is asked as a person, so a key is let ask it by itself. */
export const SCOPES: readonly Scope[] = [...ofRecords, "customers:read", "customers:write", "orders:read", "orders:write", "analytics:read", "ai:read", "ai:write"];

export const isScope = (text: unknown): text is Scope => typeof text === "string" && (SCOPES as readonly string[]).includes(text);
