// People in rooms: they look at a record, write into its notes, show where they are, and go again.
import type { Random } from "@outrider/shared/kernel";
import type { Kind } from "@outrider/shared/schema";
import { createNoteWriter } from "@outrider/shared/testing";
import type { DeviceNode } from "../device-node.ts";
import type { Scheduler } from "../scheduler.ts";

export interface WritingDeps { readonly random: Random; readonly scheduler: Scheduler; readonly note: (what: string) => void }

const WRITTEN_ON: readonly Kind[] = ["lead", "contact", "deal", "company"];

export function createWriting({ random, scheduler, note }: WritingDeps): (device: DeviceNode) => void {
  let count = 0;
  return ({ name, engine }) => {
    if (!engine) return;
    const records = WRITTEN_ON.flatMap((kind) => [...engine.view.ids(kind)]).sort();
    if (records.length === 0) return;
    const record = random.pick(records);
    const writes = random.chance(0.7);
    note(`${name} ${writes ? "writes on" : "looks at"} ${record}`);
    let upTo = 0;
    const text = `note ${count++}`;
    const seat = engine.join(writes ? { record, slot: "notes" } : { record }, (heard) => {
      if (heard.t !== "document" || !writes || upTo > 0) return;
      const writer = createNoteWriter(random.stream(text));
      const tidied = writer.receive(heard.state);
      // After that: what stands may have been written under it before.
      writer.doc.clientID = heard.client;
      for (const update of [...tidied, ...writer.act(), ...writer.act()]) seat.say({ t: "update", update, upTo: ++upTo });
      writer.doc.destroy();
    });
    seat.say({ t: "aware", state: { at: text } });
    scheduler.after(random.between(100, 8000), () => seat.leave());
  };
}
