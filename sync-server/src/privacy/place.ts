// A record as it is named to people: what it is, what it is called, what it hangs on.
import { titleOf } from "@outrider/shared/projection";
import { type RecordState, textOf } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";

export interface Place { readonly id: string; readonly kind: Kind; readonly title: string; /** What it hangs on, or "". */ readonly root: string }

export const placeOf = (state: RecordState): Place => ({ id: state.id, kind: state.kind, title: titleOf(state), root: textOf(state, "root") });
