import { idOf, stateOf } from "@outrider/shared/testing";
import type { RecordState } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { findTwins, type Pair, pairKey, twinsOf } from "./find-twins.ts";
import { LIKELY, likenessOf } from "./likeness.ts";
import { companyWords, personWords, plainDomain, plainEmail, plainPhone } from "./plain-words.ts";
import { type Profile, profileOf, profileOfSketch, type Sketch } from "./profile.ts";

const none = (): undefined => undefined;
const sketch = (kind: Sketch["kind"], values: Sketch["values"], sets: Sketch["sets"] = {}): Profile => profileOfSketch({ kind, values, sets }, none);
const company = (name: string, more: Record<string, string> = {}): Profile => sketch("company", { name, ...more });
const lead = (name: string, more: Record<string, string> = {}): Profile => sketch("lead", { name, ...more });

function run(profiles: readonly Profile[]): readonly Pair[] {
  const finding = findTwins(profiles);
  for (;;) {
    const step = finding.next();
    if (step.done) return step.value;
    expect(step.value).toBeLessThanOrEqual(1);
  }
}

describe("what may be the same", () => {
  it("R14 names, addresses, numbers and hosts are compared by what they say, not by how they are written", () => {
    expect(companyWords("Müller & Söhne GmbH")).toEqual(["muller", "sohne"]);
    expect(companyWords("MULLER SOHNE Ltd.")).toEqual(["muller", "sohne"]);
    expect(companyWords("Straße S.A.")).toEqual(["strasse"]);
    // A name that is nothing but a legal form keeps it.
    expect(companyWords("The Company")).toEqual(["company"]);
    expect(personWords("Prof. Dr. Øystein O'Hara")).toEqual(["oystein", "ohara"]);
    expect(plainEmail(" Ann+news@Acme.TEST ")).toBe("ann@acme.test");
    expect([plainEmail("nobody"), plainEmail("@x"), plainPhone("12 34")]).toEqual(["", "", ""]);
    expect(plainPhone("+49 (0)30 901 820-11")).toBe(plainPhone("0049 30 90182011"));
    expect([plainDomain("https://www.acme.test/about?x#y"), plainDomain("Acme.test:8080"), plainDomain("acme")]).toEqual(["acme.test", "acme.test", ""]);
  });

  it.each([
    ["one address", lead("Ann"), { ...lead("Bertha"), emails: [] }, false, []],
    ["the same address", lead("Ann", { email: "A@x.test" }), lead("Someone Else", { email: "a+list@x.test" }), true, ["email"]],
    ["the same name and nothing against it", lead("Smith, John"), lead("John Smith", { email: "j@x.test" }), true, ["name"]],
    ["the same name at two companies", lead("John Smith", { company: "Acme" }), lead("John Smith", { company: "Globex" }), false, ["name"]],
    ["the same name with two addresses at one company", lead("John Smith", { company: "Acme Inc", email: "a@x.test" }), lead("John Smith", { company: "ACME", email: "b@x.test" }), true, ["name", "company"]],
    ["a slip at one company", lead("Jon Smith", { company: "Acme" }), lead("John Smith", { company: "Acme" }), true, ["alike", "company"]],
    ["an initial and one number", lead("J. Smith", { phone: "+1 555 010 0199" }), lead("John Smith", { phone: "5550100199" }), true, ["phone", "alike"]],
    ["two at one switchboard", lead("Ann Abel", { phone: "5550100199" }), lead("Zoe Zwick", { phone: "5550100199" }), false, ["phone"]],
    ["a legal form", company("Acme Incorporated"), company("ACME, Inc."), true, ["name"]],
    ["one website", company("Acme", { website: "https://acme.test" }), company("Roadrunner Supplies", { website: "www.acme.test/en" }), true, ["website"]],
    ["one name in two countries", company("Acme", { country: "Spain" }), company("Acme", { country: "Norway" }), false, ["name"]],
    ["a slip in a long name", company("Globex Manufacutring Holding"), company("Globex Manufacturing Holding"), true, ["alike"]],
    ["two numbered things", company("Warehouse 1"), company("Warehouse 2"), false, []],
    ["two short names", company("Abc"), company("Abd"), false, []],
  ] as const)("R14 %s", (_what, a, b, likely, reasons) => {
    const [there, back] = [likenessOf(a, b), likenessOf(b, a)];
    expect(there).toEqual(back);
    expect(there.reasons).toEqual(reasons);
    expect(there.score >= LIKELY).toBe(likely);
  });

  it("R14 a record is described by what it links to, and one that is deleted or merged away is none", () => {
    const acme = stateOf("company", idOf("acme"), { values: { name: "Acme GmbH" } });
    const old = stateOf("company", idOf("old"), { values: { name: "Old Acme", mergedInto: acme.id } });
    const contact = stateOf("contact", idOf("ann"), { values: { name: "Dr. Ann Abel", company: old.id }, sets: { emails: ["Ann@acme.test"], phones: ["030 901 82 011"] } });
    const read = (id: string): RecordState | undefined => [acme, old, contact].find((state) => state.id === id);
    expect(profileOf(contact, read)).toMatchObject({ name: "ann abel", company: "acme", emails: ["ann@acme.test"] });
    expect(profileOf(old, read)).toBeNull();
    expect(profileOf(stateOf("company", idOf("gone"), { values: { name: "Gone", deletedAt: 5 } }), read)).toBeNull();
    expect(profileOf(stateOf("task", idOf("task"), { values: { title: "Acme" } }), read)).toBeNull();
    // What is typed as a lead is compared with contacts.
    expect(likenessOf(lead("Ann Abel", { company: "ACME" }), profileOf(contact, read) as Profile).reasons).toEqual(["name", "company"]);
  });

  it("R14 keys find what comparing each with each finds, in a list with slips, swaps, initials and two addresses", () => {
    const first = ["Anna", "Ben", "Carla", "Dmitri", "Elif", "Fatima", "Goran", "Hanna"];
    const last = ["Abelson", "Brodsky", "Castellano", "Dragomir", "Eriksson", "Fitzgerald", "Grunewald", "Hakimi"];
    const made = first.flatMap((one, x) => last.map((other, y) => lead(`${one} ${other}`, { company: `Firm ${x}`, email: `${x}.${y}@x.test` })));
    const typed = [
      lead("Ana Abelson", { company: "Firm 0" }), lead("Brodsky Ben", { company: "Firm 1" }), lead("C. Castellano", { company: "Firm 2" }), lead("Dmitir Dragomir", { company: "Firm 3" }),
      lead("Elif Eriksonn", { company: "Firm 4" }), lead("Somebody", { email: "5.5@x.test" }), lead("Goran Grünewald", { company: "Firm 6 AG" }), lead("Hanna Hakkimi", { company: "Firm 7" }),
    ];
    const profiles = [...made, ...typed].map((profile, at) => ({ ...profile, id: idOf(String(at)) }));
    const slowly = profiles.flatMap((one, at) => twinsOf(one, profiles.slice(at + 1), LIKELY)).map(({ a, b }) => pairKey(a, b));
    const quickly = run(profiles);
    expect(quickly.map(({ a, b }) => pairKey(a, b)).toSorted()).toEqual(slowly.toSorted());
    expect(quickly).toHaveLength(typed.length);
    expect(quickly.map(({ score }) => score)).toEqual(quickly.map(({ score }) => score).toSorted((x, y) => y - x));
  });

  it("R14 many of one name are compared with their neighbours alone, in pieces that are short", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ ...lead("John Smith", { email: `${at}@x.test`, company: `Firm ${at >> 1}` }), id: idOf(String(at)) }));
    const finding = findTwins(many);
    let longest = 0;
    for (;;) {
      const began = performance.now();
      const step = finding.next();
      longest = Math.max(longest, performance.now() - began);
      if (step.done) break;
    }
    // The order of one crowd is one piece; each with each would take minutes.
    expect(longest).toBeLessThan(1_000);
  });
});
