// Words about records that may be there twice, which the list of duplicates and the hints on records share.
import type { Reason } from "@outrider/shared/search";
import type { PageKind } from "./record-route.ts";
import { catalogue } from "./catalogue.ts";

const all = catalogue({
  reasons: {
    email: "same email", phone: "same phone", website: "same website", name: "same name", alike: "similar name", company: "same company",
  } satisfies Record<Reason, string>,
  lists: { lead: "Leads", contact: "Contacts", company: "Companies", deal: "Deals" } satisfies Record<PageKind, string>,
  kinds: { lead: "lead", contact: "contact", company: "company", deal: "deal" } satisfies Record<PageKind, string>,
  hint: "This may be there already",
  hintOf: (kind: string, reasons: string) => `${kind}: ${reasons}`,
  open: "Open",
  compare: "Compare",
});

export const words = all;
/** Why two may be the same, in words. */
export const reasonsIn = (reasons: readonly Reason[]): string => reasons.map((reason) => all.reasons[reason]).join(", ");
