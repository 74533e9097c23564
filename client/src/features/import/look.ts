// Asks the port for everything an import of a kind compares with.
import { entrySurroundings, type EntrySurroundings } from "./core/plan-entries.ts";
import type { PartSurroundings } from "./core/plan-parts.ts";
import { LOOKS_AT, type Surroundings } from "./core/settings.ts";
import type { ImportKind } from "./core/targets.ts";
import type { ImportTarget, KnownPerson } from "./target.ts";

export async function look(target: ImportTarget, kind: ImportKind, references: Surroundings["references"]): Promise<{ readonly around: Surroundings; readonly complete: boolean }> {
  const [members, stages, ...known] = await Promise.all([target.members(), target.stages(), ...LOOKS_AT[kind].map((each) => target.known(each))]);
  const records = Object.fromEntries(LOOKS_AT[kind].map((each, at) => [each, known[at]?.records ?? []]));
  return { around: { me: target.me.id, members, stages, known: records, references }, complete: known.every((each) => each.complete) };
}

/** What an import of a calendar compares with. Colleagues are nobody a meeting hangs on. */
export async function lookAtEntries(target: ImportTarget): Promise<{ readonly around: EntrySurroundings; readonly complete: boolean }> {
  const [members, contacts, leads, known] = await Promise.all([target.members(), target.known("contact"), target.known("lead"), target.entries()]);
  const colleagues = new Set(members.map(({ email }) => email.toLowerCase()));
  const person = (kind: "contact" | "lead") => ({ id, emails }: { readonly id: string; readonly emails: readonly string[] }): KnownPerson => ({ id, kind, emails: emails.filter((email) => !colleagues.has(email.toLowerCase())) });
  const people = [...contacts.records.map(person("contact")), ...leads.records.map(person("lead"))];
  return { around: entrySurroundings(target.me.id, people, known.entries), complete: contacts.complete && leads.complete && known.complete };
}

/** What an import of what belongs to deals compares with. */
export async function lookAtParts(target: ImportTarget): Promise<{ readonly around: PartSurroundings; readonly complete: boolean; readonly currency: string }> {
  const [{ deals, lines, complete }, contacts, currency] = await Promise.all([target.parts(), target.known("contact"), target.currency()]);
  return { around: { deals, lines, contacts: contacts.records }, complete: complete && contacts.complete, currency };
}
