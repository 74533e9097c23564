// The first look at an update, before Yjs sees it: what it brings, what it needs, what it deletes.
import { type Result, ok } from "@outrider/shared/kernel";
import { type BodyFault, refuse } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import { type Sections, readSections } from "./read-sections.ts";

export type Walked = {
  /** Per client the clocks it brings; `to` is exclusive. */
  readonly clients: ReadonlyMap<number, { readonly from: number; readonly to: number }>;
  /** Per client the clock up to which (exclusive) it refers to what it does not bring. What comes before `from` of a client it brings is left to the check for gaps. */
  readonly needs: ReadonlyMap<number, number>;
  /** Per client the clock up to which (exclusive) it deletes. */
  readonly deletes: ReadonlyMap<number, number>;
};

export function walkedOf({ structs, deletes, refers }: Sections): Walked {
  const clients = new Map(structs.map(({ client, from, to }) => [client, { from, to }]));
  return {
    clients,
    needs: new Map([...refers].filter(([client, clock]) => clock > (clients.get(client)?.to ?? 0))),
    deletes: new Map(deletes.map(({ client, ranges }) => [client, (ranges.at(-2) ?? 0) + (ranges.at(-1) ?? 0)])),
  };
}

/** Never throws, allocates no more than the bytes hold, takes time by their number alone. */
export function walkUpdate(bytes: Uint8Array): Result<Walked, BodyFault> {
  const sections = readSections(bytes, LIMITS.updateBytes);
  return sections.ok ? ok(walkedOf(sections.value)) : refuse(sections.error);
}
