// Records for those who come without a device: programs over HTTP. They read what their person may see, and write through
// the same door as every device: the edit is judged, stamped, committed and told like any other. Invariant: an edit that
// comes again under the same name is applied once and gets the verdict it got.
import { type Refusal, refusal } from "@outrider/shared/access";
import { err, ok, type Result } from "@outrider/shared/kernel";
import type { Verdict } from "@outrider/shared/protocol";
import type { Change } from "@outrider/shared/records";
import { editWhy, SCHEMA_VERSION } from "@outrider/shared/schema";
import type { FeedStore } from "./feed-store.ts";
import type { Pipeline } from "./pipeline.ts";

export interface DoorEdit {
  readonly workspace: string;
  readonly user: string;
  /** UUID: the edit's own name. */
  readonly group: string;
  /** The command's name, for people. */
  readonly command: string;
  readonly changes: readonly Change[];
}

type Applied = Extract<Verdict, { result: "applied" }>;

export interface RecordDoor {
  readonly store: Pick<FeedStore, "page" | "transact" | "definitions" | "boots" | "horizon">;
  /** Durable when it answers. */
  submit(edit: DoorEdit): Promise<Result<Applied, Refusal>>;
}

/** Each edit is a device of its own, so that no two of them have one stamp, whatever server takes them. */
const deviceOf = (group: string): string => `r-${group.replaceAll("-", "").slice(0, 30)}`;

export const createRecordDoor = ({ store, pipeline, now }: { readonly store: FeedStore; readonly pipeline: Pipeline; readonly now: () => number }): RecordDoor => ({
  store,
  async submit({ workspace, user, group, command, changes }) {
    const edit = { id: group, counter: 1, at: now(), schema: SCHEMA_VERSION, command, changes };
    const result = await pipeline.submit(workspace, { from: "guest", group: edit, device: deviceOf(group), user, fault: null });
    if (result.kind !== "verdict") return err(refusal("bad-change", editWhy("not-judged")));
    return result.verdict.result === "applied" ? ok(result.verdict) : err(result.verdict.refusal);
  },
});
