// Converting a lead: a contact, a company and, if wanted, a deal in one step. Their ids derive from the lead's, so two
// people who convert it offline make one of each. The timeline stays with the lead, which names what became of it.
import { notFound, refusal } from "@outrider/shared/access";
import { derivedId, err, ok } from "@outrider/shared/kernel";
import { baseOf, type Change, elementsOf, isDeleted, type Origin, type Read, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { editWhy, type Value } from "@outrider/shared/schema";
import { changeOf, type Command, creationOf } from "./command.ts";

export interface ConvertArgs {
  readonly id: string;
  /** An existing company to use; otherwise one is made from the lead's, where it names one. */
  readonly company?: string;
  readonly deal?: { readonly title: string; readonly stage: string; readonly value?: Value };
}

/** `undone`: the edit that took an earlier conversion back. Its records are in the bin or somebody's own, so new ones are made. */
export function convertedIds(lead: string, undone?: Origin | null) {
  const again = undone ? [undone] : [];
  return {
    contact: derivedId("convert", lead, "contact", ...again), company: derivedId("convert", lead, "company", ...again),
    deal: derivedId("convert", lead, "deal", ...again),
  };
}

/** The company to use: the one named, one left by a conversion that was taken back, or null for one to be made. */
function existingCompany({ company }: ConvertArgs, lead: RecordState, read: Read): string | null {
  if (company) return company;
  const left = read(convertedIds(lead.id).company);
  return left && !isDeleted(left) && textOf(left, "name") === textOf(lead, "company") ? left.id : null;
}

export const convert: Command<ConvertArgs> = (args, { now, read }) => {
  const lead = read(args.id);
  if (!lead || lead.kind !== "lead") return err(notFound());
  if (textOf(lead, "status") === "converted") return err(refusal("bad-change", editWhy("converted-already")));
  const ids = convertedIds(lead.id, valueOf(lead, "convertedAt") === null ? baseOf(lead, "convertedAt") : null);
  const owner = textOf(lead, "owner");
  const sharedWith = elementsOf(lead, "sharedWith");
  const changes: Change[] = [];
  const companyName = textOf(lead, "company");
  const existing = existingCompany(args, lead, read);
  const company = existing ?? (companyName === "" ? null : ids.company);
  if (company !== existing) changes.push(creationOf(ids.company, { kind: "company", values: { name: companyName } }));
  changes.push(creationOf(ids.contact, {
    kind: "contact", values: { name: textOf(lead, "name"), company, owner, notes: valueOf(lead, "notes") },
    sets: { emails: one(textOf(lead, "email")), phones: one(textOf(lead, "phone")), tags: elementsOf(lead, "tags"), sharedWith },
  }));
  if (args.deal) {
    const { title, stage, value = null } = args.deal;
    const probability = valueOf(read(stage) ?? lead, "probability");
    changes.push(creationOf(ids.deal, {
      kind: "deal", values: { title, stage, value, probability, company, contact: ids.contact, owner, source: valueOf(lead, "source") }, sets: { sharedWith },
    }));
  }
  changes.push(changeOf(lead, {
    status: "converted", convertedAt: now, convertedContact: ids.contact, convertedCompany: company, convertedDeal: args.deal ? ids.deal : null,
  }));
  return ok(changes);
};

const one = (text: string): readonly string[] => (text === "" ? [] : [text]);
