// Giving away all that somebody owns, as when one leaves: list after list, in groups that a device can send in one edit.
// It works offline with what the device holds. Invariant: it says so where that was not all.
import type { Call } from "@outrider/shared/commands";
import type { Kind } from "@outrider/shared/schema";
import type { Query, QueryAnswer } from "../../read/index.ts";

/** What has an owner, and by which field. */
const OWNED = [["lead", "owner"], ["contact", "owner"], ["deal", "owner"], ["task", "assignee"]] as const satisfies readonly (readonly [Kind, string])[];
/** Records of one edit: as many as one may change. */
const AT_ONCE = 500;

export interface GiveAway {
  readonly from: string;
  readonly to: string;
  readonly ask: (query: Query) => Promise<QueryAnswer>;
  /** The reason why not, or undefined once it is durable. */
  readonly perform: (call: Call) => Promise<string | undefined>;
  /** Fetches more of these kinds from the server; false where there is no more to be had now. */
  readonly older: (kinds: readonly Kind[]) => Promise<boolean>;
  readonly onProgress: (given: number) => void;
}

export interface Given { readonly given: number; /** Whether nothing of theirs is left, as far as this device can know. */ readonly all: boolean; readonly reason: string | undefined }

export async function giveAway({ from, to, ask, perform, older, onProgress }: GiveAway): Promise<Given> {
  let given = 0;
  /** What this device holds of a list; answers whether that is all there is, or the reason why not. */
  const giveHeld = async (kind: Kind, field: string, bin: boolean): Promise<{ readonly complete: boolean } | string> => {
    let seen = "";
    for (;;) {
      const { rows, complete } = await ask({ kind, where: [{ field, op: "is", value: from }], bin, limit: AT_ONCE });
      const ids = rows.map(({ id }) => id);
      // What comes again though it was given was refused, or is on its way here: it is not given twice.
      if (ids.length === 0 || ids.join() === seen) return { complete };
      seen = ids.join();
      const reason = await perform({ name: "reassign", args: { from, to, ids } });
      if (reason !== undefined) return reason;
      given += ids.length;
      onProgress(given);
    }
  };
  for (const [kind, field] of OWNED) {
    for (;;) {
      let complete = true;
      for (const bin of [false, true]) {
        const held = await giveHeld(kind, field, bin);
        if (typeof held === "string") return { given, all: false, reason: held };
        complete &&= held.complete;
      }
      if (complete) break;
      if (!(await older([kind]))) return { given, all: false, reason: undefined };
    }
  }
  return { given, all: true, reason: undefined };
}
