// An edit that builds on a refused one is refused with it: its base never came to stand, or its record was never made.
import { type Group, type Origin, originOf, type Read } from "@outrider/shared/records";
import { fieldOf } from "@outrider/shared/schema";

export interface RefusedEdit { readonly counter: number; readonly creates: readonly string[] }

export function dependsOnRefused(group: Group, device: string, refused: readonly RefusedEdit[], read: Read): boolean {
  if (refused.length === 0) return false;
  const origins = new Set<Origin>(refused.map(({ counter }) => originOf(device, counter)));
  const unmade = new Set(refused.flatMap(({ creates }) => creates).filter((id) => !read(id)));
  return group.changes.some((change) => {
    if (unmade.has(change.id) && !change.create) return true;
    for (const [field, { value, base }] of Object.entries(change.set ?? {})) {
      if (base !== null && origins.has(base)) return true;
      if (typeof value === "string" && unmade.has(value) && fieldOf(change.kind, field)?.type === "link") return true;
    }
    return Object.values(change.remove ?? {}).some((elements) => Object.values(elements).some((named) => named.some((origin) => origins.has(origin))));
  });
}
