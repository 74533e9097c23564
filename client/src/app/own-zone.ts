// The time zone of the person's profile as the page goes by it: kept on this device, so that it holds from the first paint
// and without a network. Invariant: a zone that this browser does not know is as none.
import { isZone, zoneOffset } from "@outrider/shared/kernel";
import { browserTextMemory } from "../platform/text-memory.ts";
import { ownZone } from "./own-clock.ts";
import { ZONE_KEPT } from "./zone-kept.ts";

/** The last moment that JavaScript knows, ms. */
const LAST = 8.64e15;

function take(name: string): void {
  if (!isZone(name)) return ownZone.take("");
  const offset = zoneOffset(name);
  ownZone.take(name, (at) => (Math.abs(at) <= LAST ? offset(at) : Number.NaN));
}

/** As it was when the page was last here. */
export const takeKeptZone = (): void => take(browserTextMemory.read(ZONE_KEPT) ?? "");

/** name: IANA; "": that of the device. It stands again after a restart. */
export function chooseOwnZone(name: string): void {
  browserTextMemory.write(ZONE_KEPT, name === "" ? undefined : name);
  take(name);
}
