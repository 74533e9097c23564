// Personas, trait by trait, through the product's own answer.
import { derivedId } from "@outrider/shared/kernel";
import { createSalesBook, type Persona, personaOf } from "@outrider/shared/sales";
import { percent, type Section, table } from "./report.ts";
import { share } from "./scores.ts";
import { type PersonaCase, personaCases, TRAITS } from "./sets.ts";
import { AS_OF, halves, NOW, ofHalf, recordOf } from "./texts.ts";

const HOUR = 3_600_000;
const DAY_AFTER = 24 * HOUR;

const READ: Readonly<Record<(typeof TRAITS)[number], (persona: Persona) => string | null>> = {
  tone: ({ formality }) => formality.value, style: ({ style }) => style.value, decides: ({ decides }) => decides.value, objects: ({ objects }) => objects.value, engagement: ({ engagement }) => engagement.value, channel: ({ channel }) => channel.value,
};

/** The last interaction took place a day ago. */
function personaFor({ id, interactions }: PersonaCase): Persona {
  const book = createSalesBook();
  const contact = derivedId("contact", id);
  book.put(contact, recordOf("contact", contact, { name: id }));
  let at = NOW - DAY_AFTER - interactions.reduce((sum, { hours }, index) => sum + (index === 0 ? 0 : hours), 0) * HOUR;
  for (const [index, { type, direction, hours, text }] of interactions.entries()) {
    if (index > 0) at += hours * HOUR;
    const activity = derivedId("activity", id, String(index));
    book.put(activity, recordOf("activity", activity, { root: contact, type, direction, at, text }, { participants: [contact] }));
  }
  return personaOf(book, contact, AS_OF) as Persona;
}

export function measurePersonas(openOnly: boolean): Section {
  const rows = halves(openOnly).flatMap((half) => {
    const cases = ofHalf(personaCases(), half);
    const made = cases.map((one) => ({ labels: one.labels, persona: personaFor(one) }));
    return TRAITS.map((trait, at) => {
      const told = made.map(({ labels, persona }) => ({ label: labels[at] ?? "", found: READ[trait](persona) ?? "" }));
      const counts = new Map<string, number>();
      for (const { label } of told) counts.set(label, (counts.get(label) ?? 0) + 1);
      const answered = told.filter(({ found }) => found !== "");
      return [half, String(told.length), trait, percent(share(told.filter(({ label, found }) => label === found).length, told.length)), `${answered.filter(({ label, found }) => label === found).length} of ${answered.length}`, percent(share(Math.max(...counts.values()), told.length))];
    });
  });
  return { title: "Personas, trait by trait", lines: table(["half", "histories", "trait", "right (nothing told counts as nothing)", "right where one is told", "always the most frequent"], rows) };
}

/** For looking at the open half: what is told otherwise than it is labelled. */
export function wrongPersonas(): readonly string[] {
  return ofHalf(personaCases(), "open").flatMap((one) => {
    const persona = personaFor(one);
    const wrong = TRAITS.flatMap((trait, at) => (READ[trait](persona) === (one.labels[at] || null) ? [] : [`${trait}: ${READ[trait](persona)} for ${one.labels[at] || "none"}`]));
    return wrong.length === 0 ? [] : [`${one.id} ${wrong.join(", ")} (buying ${persona.buying.value}, hours ${persona.answerHours.value})`];
  });
}
