// Owns how a record of the bench is written as a deal and read back: 15 values, each in a field or set element of its
// own. A deal has no field for four of the texts: they are elements of its sets, which cost us more than a field would.
import { creationOf } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import { type Change, elementsOf, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { recordAt, type CrmRecord } from "../record.ts";

/** The bench's word for a stage, and the key of the stage every workspace begins with. */
const stageKeys: Readonly<Record<string, string>> = {
  new: "prospecting",
  qualified: "qualified",
  proposal: "proposal",
  negotiation: "negotiation",
  won: "closed_won",
  lost: "closed_lost",
};

const stageId = (workspace: string, stage: string): string => derivedId("stage", workspace, stageKeys[stage] ?? "");
export const dealId = (n: number): string => derivedId("bench", String(n));

/** The change that makes record `n`. */
export const dealAt = (n: number, { workspace, user }: { readonly workspace: string; readonly user: string }): Change => {
  const record = recordAt(n);
  return creationOf(dealId(n), {
    kind: "deal",
    values: {
      externalId: record.id,
      title: record.name,
      reason: record.company,
      stage: stageId(workspace, record.stage),
      value: { amount: record.value, currency: record.currency },
      closeDate: record.closeDate,
      source: record.source,
      industry: record.city,
      notes: record.note,
      probability: record.priority,
      owner: user,
    },
    sets: { competitors: [record.contact], products: [record.email], tags: [record.owner, record.phone] },
  });
};

export const recordOf = (deal: RecordState, workspace: string): CrmRecord => {
  const value = valueOf(deal, "value") as { readonly amount: number; readonly currency: string } | null;
  const tags = elementsOf(deal, "tags");
  const only = (field: string): string => elementsOf(deal, field)[0] ?? "";
  return {
    id: textOf(deal, "externalId"),
    name: textOf(deal, "title"),
    company: textOf(deal, "reason"),
    contact: only("competitors"),
    email: only("products"),
    phone: tags.find((tag) => tag.startsWith("+")) ?? "",
    stage: Object.keys(stageKeys).find((stage) => stageId(workspace, stage) === textOf(deal, "stage")) ?? "",
    value: value?.amount ?? Number.NaN,
    currency: value?.currency ?? "",
    closeDate: textOf(deal, "closeDate"),
    owner: tags.find((tag) => !tag.startsWith("+")) ?? "",
    source: textOf(deal, "source"),
    city: textOf(deal, "industry"),
    note: textOf(deal, "notes"),
    priority: Number(valueOf(deal, "probability")),
  };
};
