// Who a rule over contacts finds, as the rest of the server asks for it. Nobody is found whom the viewer may not see: a
// rep's count is over what a rep sees. A rule that is none over contacts finds nobody and is told as a fault.
import type { Result } from "@outrider/shared/kernel";
import type { Rule, RuleFault } from "@outrider/shared/schema";
import type { Why } from "@outrider/shared/segments";

/** With whose eyes, and where its days are counted. */
export interface SegmentLook {
  readonly workspace: string;
  /** Member id. */
  readonly viewer: string;
  /** IANA name; UTC unless told. */
  readonly zone?: string;
}

export interface FoundCustomer { readonly id: string; readonly name: string }
/** `complete`: always; a device that holds a part says otherwise of its own. */
export interface SegmentPreview { readonly count: number; readonly sample: readonly FoundCustomer[]; readonly complete: true }
/** `next`: the id to go on after; null: there is no more. */
export interface SegmentPage { readonly customers: readonly FoundCustomer[]; readonly total: number; readonly next: string | null }

export type SegmentRefusal = { readonly kind: "not-a-member" } | { readonly kind: "not-found" } | { readonly kind: "bad-rule"; readonly fault: RuleFault };

export interface Segments {
  /** How many, and ten of them at most. `null`: everybody. */
  preview(look: SegmentLook, rule: Rule | null): Promise<Result<SegmentPreview, SegmentRefusal>>;
  /** In order of their ids. */
  page(look: SegmentLook, rule: Rule | null, after: string | null, limit: number): Promise<Result<SegmentPage, SegmentRefusal>>;
  /** Why one contact is in or out. */
  why(look: SegmentLook, rule: Rule | null, contact: string): Promise<Result<Why, SegmentRefusal>>;
  /**
   * The ids of all contacts that a rule finds, in order, each once, in batches of at most 5,000: what a campaign writes down as its
   * audience. All that was committed before the call is seen; of what is written meanwhile a later batch may see it. Throws a `SegmentFault` for a rule that is none, or a viewer who is no member.
   */
  audienceOf(look: SegmentLook, rule: Rule | null): AsyncIterable<readonly string[]>;
  /** Contacts that a rule finds and that are not noted as members of the segment, and those that are and that it does not find: of each `most` at most, in no promised order. Of a rule that is none, or a viewer who is no member, null. */
  moved(look: SegmentLook, rule: Rule, segment: string, most: number): Promise<{ readonly entered: readonly string[]; readonly left: readonly string[] } | null>;
}

export class SegmentFault extends Error {
  readonly refusal: SegmentRefusal;
  constructor(refusal: SegmentRefusal) {
    super(refusal.kind === "bad-rule" ? `${refusal.fault.at} ${refusal.fault.message}` : refusal.kind);
    this.refusal = refusal;
  }
}
