// People whose devices hold only a part look for the rest: they open old records, page on down their lists, look for names.
import type { Random } from "@outrider/shared/kernel";
import { type Kind, KINDS } from "@outrider/shared/schema";
import type { DeviceNode } from "./device-node.ts";
import type { Scheduler } from "./scheduler.ts";

export interface AskingDeps {
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** Ids of records that there are, whoever may see them. */
  readonly known: () => readonly string[];
  readonly note: (what: string) => void;
}

const LOOKS_FOR = ["deal", "lead", "contact", "w", "glob"];
const PAGED: readonly Kind[] = ["lead", "deal", "contact", "company", "activity", "task"];

export function createAsking({ random, scheduler, known, note }: AskingDeps): (device: DeviceNode) => void {
  return ({ name, engine }) => {
    if (!engine || !random.chance(0.5)) return;
    const way = random.pick(["record", "list", "words"] as const);
    note(`${name} asks: ${way}`);
    if (way === "list") {
      engine.older([random.pick(PAGED)]).catch(() => undefined);
      return;
    }
    const stop = way === "record"
      ? engine.watch("record", random.pick(known()), () => undefined)
      : engine.watch("query", { kind: KINDS, search: random.pick(LOOKS_FOR) }, () => undefined);
    scheduler.after(random.between(200, 4000), stop);
  };
}
