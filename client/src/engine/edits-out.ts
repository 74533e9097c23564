// How edits of this device go to the server: in the order of their making, for later ones may rest on earlier ones, and in
// frames that it takes. It keeps nothing: what is to be sent is on the device.
import type { Up } from "@outrider/shared/protocol";
import type { Group } from "@outrider/shared/records";
import type { Device } from "./device.ts";
import { parts } from "./frames.ts";
import { runsOf } from "./resent.ts";

export interface EditsOut {
  /** Those that wait with counters above `after`, up to and with `upTo`. */
  push(after: number, upTo: number): void;
  /** Those sent in the last `within` ms, once more; nothing where `current` is over by the time they are read. */
  resend(within: number, current: () => boolean): Promise<void>;
}

export function createEditsOut({ device, now, send }: { readonly device: Device; readonly now: () => number; readonly send: (message: Up) => void }): EditsOut {
  function pushAll(groups: readonly Group[]): void {
    for (const part of parts(groups)) send({ t: "push", now: now(), groups: [...part] });
  }

  return {
    push(after, upTo) {
      const rows = [...device.outbox.values()].filter(({ group, applied }) => group.counter > after && group.counter <= upTo && !applied);
      pushAll(rows.map(({ group }) => group).sort((a, b) => a.counter - b.counter));
    },
    /**
     * A verdict that came again after it was confirmed has no receipt any more: where another copy of this profile has it,
     * the edit is applied once; where none has, it is judged anew.
     */
    async resend(within, current) {
      const rows = await device.sentWithin(within);
      if (!current()) return;
      for (const { signed, rows: run } of runsOf(rows)) {
        const items = signed ? run.map(({ group, verdict }) => ({ group, receipt: verdict.receipt, signature: verdict.signature })) : [];
        for (const part of parts(items)) send({ t: "resend", items: [...part] });
        if (!signed) pushAll(run.map(({ group }) => group));
      }
      send({ t: "resend", items: [] });
    },
  };
}
