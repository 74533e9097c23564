// An edit that builds on a refused one is refused with it: its base never came to stand, or its record was never made.
// What was refused is kept so that asking costs what the edit names and not what was refused before: an import of
// thousands of rows may be refused row by row.
import { type Group, type Origin, originOf, type Read } from "@outrider/shared/records";
import { fieldOf } from "@outrider/shared/schema";

export interface RefusedEdit { readonly counter: number; readonly creates: readonly string[] }

/** The refused edits of one device. */
export interface RefusedEdits { readonly origins: Set<Origin>; readonly creates: Set<string> }

export const noneRefused = (): RefusedEdits => ({ origins: new Set(), creates: new Set() });

export function addRefused({ origins, creates }: RefusedEdits, device: string, edit: RefusedEdit): void {
  origins.add(originOf(device, edit.counter));
  for (const id of edit.creates) creates.add(id);
}

/** It stands after all. What it made is there now, which `dependsOnRefused` looks at. */
export const removeRefused = (edits: RefusedEdits | undefined, device: string, counter: number): void => void edits?.origins.delete(originOf(device, counter));

export function dependsOnRefused(group: Group, { origins, creates }: RefusedEdits, read: Read): boolean {
  if (origins.size === 0) return false;
  const isUnmade = (id: string): boolean => creates.has(id) && !read(id);
  return group.changes.some((change) => {
    if (!change.create && isUnmade(change.id)) return true;
    for (const [field, { value, base }] of Object.entries(change.set ?? {})) {
      if (base !== null && origins.has(base)) return true;
      if (typeof value === "string" && fieldOf(change.kind, field)?.type === "link" && isUnmade(value)) return true;
    }
    return Object.values(change.remove ?? {}).some((elements) => Object.values(elements).some((named) => named.some((origin) => origins.has(origin))));
  });
}
