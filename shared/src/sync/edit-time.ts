// When an edit was made, as the server reckons it: from its age on its own device, so that a clock that is wrong by a
// constant changes nothing, and a clock that jumps moves an edit only within the device's own offline window.
export interface Age {
  /** The device's clock when it sent the edit, less its clock when the edit was made (ms). */
  readonly age: number;
  /** The server's clock now (ms). */
  readonly now: number;
  /** The server's clock at the last contact with this device before it made the edit (ms). */
  readonly floor: number;
  /** The time given to this device's edit before this one (ms): a device's own order is never turned round. */
  readonly previous: number;
}

/** ms on the server's clock: never before the device's last edit, never after now. An age that is no number counts as none. */
export function editTime({ age, now, floor, previous }: Age): number {
  const claimed = now - (Number.isFinite(age) ? Math.max(0, Math.round(age)) : 0);
  return Math.max(previous, Math.min(now, Math.max(claimed, Math.min(floor, now))));
}
