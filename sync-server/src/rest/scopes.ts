// What a key may be let do: reading or writing records of one kind. The list is made of the kinds there are.
import { RESOURCE_NAMES, type ResourceName, resources } from "./resource.ts";

export type Scope = `${ResourceName}:${"read" | "write"}`;

export const SCOPES: readonly Scope[] = RESOURCE_NAMES.flatMap((name): Scope[] => (resources[name].may.length > 0 ? [`${name}:read`, `${name}:write`] : [`${name}:read`]));

export const isScope = (text: unknown): text is Scope => typeof text === "string" && (SCOPES as readonly string[]).includes(text);
