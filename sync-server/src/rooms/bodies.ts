// Rich texts before the door: what an edit types is tried on a warm copy of the document, in a process of its own, before
// it is judged with everything else. Invariant: a copy never goes on from what was refused.
import type { Refusal } from "@outrider/shared/access";
import { type BodyFault, fromBase64, mergeBodies, walkUpdate } from "@outrider/shared/bodies";
import { type Group, textOf } from "@outrider/shared/records";
import type { FeedStore } from "../feed/feed-store.ts";
import { badBody } from "../feed/typing.ts";
import type { Scratch } from "./scratch.ts";

export interface Bodies {
  /** What is wrong with what each of these types, or null: one after the other, for what is typed next leans on what was typed before. */
  readonly inspect: (workspace: string, groups: readonly Group[]) => Promise<readonly (Refusal | null)[]>;
  /** The document as it is committed now. */
  readonly state: (workspace: string, body: string) => Promise<Uint8Array>;
  /** What was tried of the group was not committed: no copy goes on from it. */
  readonly refused: (workspace: string, group: Group) => void;
}

export function createBodies(store: Pick<FeedStore, "transact" | "typed">, scratch: Scratch | undefined): Bodies {
  const keyOf = (workspace: string, body: string): string => `${workspace} ${body}`;

  async function state(workspace: string, body: string): Promise<Uint8Array> {
    // What is written down between the two reads is in both or in the first: an update twice is an update.
    const rows = await store.typed(workspace, body, -1);
    const [record] = await store.transact(workspace, (tx) => tx.records([body]));
    const doc = record ? fromBase64(textOf(record, "doc")) : null;
    return mergeBodies([...(doc && doc.length > 0 ? [doc] : []), ...rows.flatMap(({ update }) => fromBase64(update) ?? [])]);
  }

  return {
    state,
    refused(workspace, { changes }) {
      for (const { id, update } of changes) {
        const typed = update === undefined ? null : fromBase64(update);
        // That one alone: what others have typed into it meanwhile is on its way.
        if (typed) scratch?.drop(keyOf(workspace, id), typed);
      }
    },
    async inspect(workspace, groups) {
      const faults: (Refusal | null)[] = [];
      for (const group of groups) faults.push(await faultIn(workspace, group));
      return faults;
    },
  };

  async function faultIn(workspace: string, group: Group): Promise<Refusal | null> {
    for (const [index, change] of group.changes.entries()) {
      if (change.update === undefined) continue;
      const fault = await tried(workspace, change.id, change.update);
      if (fault) return badBody(fault, index);
    }
    return null;
  }

  async function tried(workspace: string, body: string, text: string): Promise<BodyFault | null> {
    const update = fromBase64(text);
    if (!update) return { code: "malformed", message: "What was typed is not written as it should be." };
    const walked = walkUpdate(update);
    if (!walked.ok) return walked.error;
    return scratch ? await scratch.tryUpdate(keyOf(workspace, body), () => state(workspace, body), update) : null;
  }
}
