import fc from "fast-check";
import { expect, it } from "vitest";
import { createMask } from "./mask.ts";

const NOBODY = { names: [], emails: [], phones: [], addresses: [] };
const FIRST = ["Ida", "Jürgen", "Aïcha", "Nguyễn", "O'Neil", "Søren", "Zoë", "Ömer", "María", "Łukasz"];
const LAST = ["Meier", "de la Cruz", "Þórsdóttir", "Smith-Jones", "Kowalska", "Öztürk", "Nakamura", "Grün", "van Dijk", "Müller"];
const FRAMES = [(said: string) => `Spoke with ${said} today.`, (said: string) => `(${said})`, (said: string) => `${said}: agreed on 40,000 EUR by 2026-11-30.`, (said: string) => `Re: ${said}, again`];

it("A9 P2 what fields name, and addresses and numbers in any text, is found: at least 95 in 100, and nothing else is taken for it", () => {
  const people = FIRST.flatMap((first, a) => LAST.map((last, b) => ({
    name: `${first} ${last}`, email: `${a}.${b}@mail-${b}.example`, phone: ["+49 30 5550", "(030) 555-01", "0171 555 02", "555-010-02", "+1 (415) 555-01"][b % 5] + `${a}${b}`, street: b % 2 === 0 ? `${a + 1}${b} Long Hill Road` : `Lindenstraße ${a + 1}${b}`,
  })));
  let [found, all] = [0, 0];
  const missed: string[] = [];
  for (const [index, { name, email, phone, street }] of people.entries()) {
    const frame = FRAMES[index % FRAMES.length] ?? FRAMES[0];
    // Names by their fields; the others also where no field has them.
    for (const [said, personal] of [[name, { ...NOBODY, names: [name] }], [name.split(" ").at(-1) ?? "", { ...NOBODY, names: [name] }], [email, NOBODY], [phone, NOBODY], [street, NOBODY]] as const) {
      all += 1;
      const hidden = createMask(personal).hide(frame?.(said) ?? "");
      if (hidden.includes(said)) missed.push(said);
      else found += 1;
    }
  }
  expect(all).toBeGreaterThanOrEqual(500);
  expect([found / all >= 0.95, missed.slice(0, 10)]).toEqual([true, missed.slice(0, 10)]);
  const innocent = ["Value: 40,000 EUR, 12.5 % off, due 2026-11-30 at 14:30.", "Order 4711 of 12 seats at 19.99 each.", "Version 3.4.1 of Node.js in 2026.", "They want 3 x 1,200.00 over 24 months.", "The ROI is 150 % in Q3 2026; 1 000 000 rows."];
  for (const text of innocent) expect(createMask({ ...NOBODY, names: ["Al", "May Q"] }).hide(text)).toBe(text);
});

it("A9 what was hidden comes back as it was, and who was never hidden is nobody", () => {
  const mask = createMask({ names: ["Ida Meier"], emails: ["ida@acme.example"], phones: ["+49 30 1"], addresses: ["Hauptstraße 12\n10115 Berlin"] });
  const text = "ida meier (IDA@acme.example, +49 30 1) lives at Hauptstraße 12, Ida says; Meier agreed. Idaho is no Ida.";
  const hidden = mask.hide(text);
  expect(hidden).not.toMatch(/meier|acme|hauptstraße|\bida\b/i);
  expect(hidden).toContain("Idaho");
  expect(mask.show(hidden)?.toLowerCase()).toBe(text.toLowerCase());
  expect(mask.show("Ask [PERSON_9].")).toBeNull();
  expect(mask.show("ask PERSON_1 twice")).toBe("ask ida meier twice");
  // What somebody wrote to look like one of ours is no name of anybody.
  expect(mask.hide("Dear [PERSON_1]")).toBe("Dear [...]");
});

it("A9 hiding and showing loses nothing of any text", () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom("Ida", "Meier", "Ida Meier", "ida@acme.example", " ", ", ", "ß", "İ", "\n"), fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 20 }), (parts) => {
    const text = parts.join("").replace(/PERSON|EMAIL|PHONE|ADDRESS|ACCOUNT/gi, "");
    const mask = createMask({ ...NOBODY, names: ["Ida Meier"] });
    expect(mask.show(mask.hide(text))?.toLowerCase()).toBe(text.toLowerCase());
  }));
});

it("A9 people who stand in no field are found by what stands beside their names, and by the names of the workspace's people; what is no name stays", () => {
  const said = [
    "Spoke with Henrike Vogt about it.", "Met Tomás de la Fuente, who likes it", "Dr. Okafor decides", "Dear Ms Pemberton,", "Hi Jørgen, thanks", "They sent Ana Belén O'Hara the offer: called Quentin twice", "Ludmila Petrova said no.", "Kind regards,\nSaskia Brandt", "Termin mit Rüdiger Aßmann", "Frau Dr. Weiß fragt nach", "Asked by mail from Ingrid Falk",
  ];
  const names = ["Henrike", "Vogt", "Tomás", "Fuente", "Okafor", "Pemberton", "Jørgen", "Quentin", "Ludmila", "Petrova", "Saskia", "Brandt", "Rüdiger", "Aßmann", "Weiß", "Ingrid", "Falk"];
  for (const text of said) {
    const mask = createMask(NOBODY);
    const hidden = mask.hide(text);
    expect([hidden, names.filter((name) => hidden.includes(name))]).toEqual([hidden, []]);
    expect(mask.show(hidden)).toBe(text);
  }
  const mask = createMask({ ...NOBODY, nameWords: new Set(["ludmila"]) });
  expect(mask.hide("Then perhaps Ludmila Petrova, perhaps Machine Tools")).toBe("Then perhaps [PERSON_1], perhaps Machine Tools");
  for (const text of ["The offer is for Q3; Monday is fine.", "We called Monday. They asked Sales.", "Value: high. Machine Tools and Night Shift are products.", "Node Version Three is due in March"]) expect(createMask(NOBODY).hide(text)).toBe(text);
});

it("A9 no hostile text loses or gains anything on its way there and back", () => {
  const piece = fc.constantFrom("Dear ", "Mr. ", "Spoke with ", "Anna", " ", "Kruse", " said", "[PERSON_1]", "[PERSON_", "1]", "PERSON_2", "[[", "]]", "person 1", "Ida Meier", "O'", "\n", "von ", "İ", "ǅ", "ﬁ", "Regards,\n", "ida@acme.example", "\u202e", "+49 30 5550 123");
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
    const mask = createMask({ ...NOBODY, names: ["Ida Meier"], nameWords: new Set(["anna"]) });
    // What looks like one of ours is nobody's name, and is all that does not come back.
    const text = parts.join("").replace(/PERSON|EMAIL|PHONE|ADDRESS|ACCOUNT/gi, "");
    const shown = mask.show(mask.hide(text));
    expect(shown?.toLowerCase()).toBe(text.toLowerCase());
    expect(mask.show(mask.hide(parts.join("")))).not.toBeUndefined();
  }), { numRuns: 500 });
});
