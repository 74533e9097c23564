// An option of a custom field under another name: its definition and the records that have the old word, in groups that a
// device can send in one edit. The first of them holds the definition, so that where that is all, one undo takes all back.
// It works offline with what the device holds, and may be done again: what came late with the old word goes then.
// Invariant: it says so where that was not all. Pure but for what it is handed.
import type { Call } from "@outrider/shared/commands";
import { type CustomKind, optionsIn } from "@outrider/shared/schema";
import type { Query, QueryAnswer } from "../../read/index.ts";

/** Changes of one edit, with room for what an edit of a record may bring with it. */
const AT_ONCE = 400;

export interface CarryOption {
  /** The field as records keep it, and of which kind of record. */
  readonly name: string;
  readonly of: CustomKind;
  readonly from: string;
  readonly to: string;
  /** What is done to the definition. */
  readonly definition: readonly Call[];
  readonly ask: (query: Query) => Promise<QueryAnswer>;
  /** The reason why not, or undefined once it is durable. */
  readonly perform: (calls: readonly Call[]) => Promise<string | undefined>;
  /** Fetches more of the kind from the server; false where there is no more to be had now. */
  readonly older: () => Promise<boolean>;
  readonly onProgress: (carried: number) => void;
}

export interface Carried { readonly carried: number; /** Whether no record has the old word, as far as this device can know. */ readonly all: boolean; readonly reason: string | undefined }

export async function carryOption({ name, of, from, to, definition, ask, perform, older, onProgress }: CarryOption): Promise<Carried> {
  let carried = 0;
  let first = definition;
  const held = (bin: boolean) => ask({ kind: of, where: [{ field: name, op: "is", value: from }], bin, limit: AT_ONCE });
  for (;;) {
    let complete = true;
    let seen = "";
    for (const bin of [false, true]) {
      for (;;) {
        const found = await held(bin);
        const ids = found.rows.map(({ id }) => id);
        const named = ids.join();
        complete &&= found.complete;
        // What comes again though it was carried is on its way here: it is not carried twice.
        if (ids.length === 0 || named === seen) break;
        seen = named;
        const reason = await perform([...first, ...ids.map((id): Call => ({ name: "edit", args: { id, values: { [name]: to } } }))]);
        if (reason !== undefined) return { carried, all: false, reason };
        first = [];
        carried += ids.length;
        onProgress(carried);
      }
    }
    if (complete || !(await older())) {
      const reason = first.length > 0 ? await perform(first) : undefined;
      return { carried, all: complete && reason === undefined, reason };
    }
  }
}

/** The options with one under its new name, in its place; where that is offered already the two become one. */
export const withRenamed = (options: string, from: string, to: string): string => optionsIn(optionsIn(options).map((one) => (one === from ? to : one)).join("\n")).join("\n");
