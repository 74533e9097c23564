import { readFileSync } from "node:fs";
import { judge } from "@outrider/shared/access";
import { apply, elementsOf, pack, type RecordState, resolve, unpack, valueOf } from "@outrider/shared/records";
import { arbElement, arbValue, createTestTeam, idOf, sharedFolder } from "@outrider/shared/testing";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { checkValue, entities, type Field, fieldOf, isDay, isKind, KINDS, type Value } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const FIELDS = KINDS.flatMap((kind) => Object.entries(entities[kind].fields as Record<string, Field>).map(([name, field]) => [kind, name, field] as const));

describe("fields", () => {
  it("R10 every field has a label, links name kinds, choices are there, and nothing is called as objects are", () => {
    for (const [kind, name, field] of FIELDS) {
      expect([kind, name, field.label.length > 0]).toEqual([kind, name, true]);
      expect(field.type !== "link" || (field.to.length > 0 && field.to.every(isKind))).toBe(true);
      expect(field.type !== "choice" || field.choices.length > 0).toBe(true);
      expect(name in {}).toBe(false);
      expect(field.follows === null || fieldOf(kind, field.follows)?.policy === "ask").toBe(true);
    }
  });

  it("R10 an owner is needed and guarded, sharing is guarded, deleting is guarded, in every kind that has them", () => {
    for (const kind of KINDS) {
      const entity = entities[kind];
      if (entity.belongs === "owner") expect([fieldOf(kind, "owner")?.guard, fieldOf(kind, "owner")?.required, fieldOf(kind, "sharedWith")?.guard]).toEqual(["assign", true, "share"]);
      expect([undefined, "delete"]).toContain(fieldOf(kind, "deletedAt")?.guard);
      expect([undefined, "delete"]).toContain(fieldOf(kind, "mergedInto")?.guard);
      expect(Object.keys(entity.fields)).toContain(entity.title);
    }
  });

  it.each(["constructor", "__proto__", "toString", "prototype", "hasOwnProperty", ""])("S5 there is no kind and no field %j", (name) => {
    expect(isKind(name)).toBe(false);
    for (const kind of KINDS) expect(fieldOf(kind, name)).toBeUndefined();
  });

  it("S5 what fits a field is let in, kept, packed and read back as it was", () => {
    fc.assert(fc.property(fc.constantFrom(...FIELDS), fc.gen(), ([kind, name, field], draw) => {
      const value = draw((of: Field) => (of.many ? (arbElement(of) as fc.Arbitrary<Value>) : arbValue(of)), field);
      expect(checkValue(field, value)).toBeNull();
      const change = field.many ? { id: idOf("x"), kind, add: { [name]: [value as string] } } : { id: idOf("x"), kind, set: { [name]: { value, base: null } } };
      const state = apply(undefined, resolve(undefined, change, { at: 1, origin: "d.1", by: "p" }).delta);
      const back = unpack(JSON.parse(JSON.stringify(pack(state))));
      if (field.many) expect(elementsOf(back, name)).toEqual([value]);
      else expect(valueOf(back, name)).toEqual(JSON.parse(JSON.stringify(value)));
    }), { numRuns: 500 });
  });

  it("S5 no value of any shape makes the check throw, and what it lets in has the field's type", () => {
    const types = { text: "string", longText: "string", email: "string", phone: "string", url: "string", number: "number", money: "object", date: "string", instant: "number", choice: "string", flag: "boolean", link: "string" } as const;
    fc.assert(fc.property(fc.constantFrom(...FIELDS), fc.oneof(fc.jsonValue(), fc.anything()), ([, , field], value) => {
      const wrong = checkValue(field, value as Value);
      if (wrong === null && value !== null && field.type !== "json") expect(typeof value).toBe(types[field.type]);
      if (wrong !== null) expect(wrong).toMatch(/^[a-z].*[^.]$/);
    }), { numRuns: 2000 });
  });

  it.each([
    ["2024-02-29", true], ["2026-02-29", false], ["2000-02-29", true], ["1900-02-29", false], ["2026-12-31", true], ["2026-00-10", false], ["2026-04-31", false],
    ["0999-01-01", false], ["9999-12-31", true], ["2026-1-1", false], ["2026-01-01 ", false], ["２０２６-01-01", false],
  ])("R3 %s is a day: %s", (text, day) => expect(isDay(text)).toBe(day));

  it.each([
    ["https://example.test/a?b#c", true], ["http://example.test", true], ["example.test", true], ["www.example.test/path", true], ["HTTPS://EXAMPLE.TEST", true],
    ["javascript:alert(1)", false], [" javascript:alert(1)", false], ["java\tscript:alert(1)", false], ["\tjavascript:alert(1)", false], ["JaVaScRiPt:alert(1)", false],
    ["data:text/html,x", false], ["blob:x", false], ["ftp://x", false], ["https:x", false], ["a b", false],
  ])("R2 %j is a web address: %s", (text, fits) => expect(checkValue(entities.company.fields.website, text) === null).toBe(fits));
});

describe("hostile strings", () => {
  const path = sharedFolder("corpora/blns/blns.json");
  const strings = path === null ? [] : (JSON.parse(readFileSync(path, "utf8")) as string[]);

  it("S5 every naughty string is refused with a sentence or kept exactly, as a value and as an element", () => {
    const team = createTestTeam();
    const fields: Readonly<Record<string, Field>> = entities.deal.fields;
    // A few of our own, so that this stands where the list is absent.
    for (const text of ["__proto__", "constructor", "\u0000", "\ud83d", "<script>alert(1)</script>", "'; drop table record; --", "🏳️‍🌈", "a\r\nb", ...strings]) {
      const outcomes: Record<string, boolean> = {};
      for (const name of ["title", "notes", "source", "tags"] as const) {
        const field = fields[name] as Field;
        const change = field.many ? { id: team.deal, kind: "deal" as const, add: { [name]: [text] } } : { id: team.deal, kind: "deal" as const, set: { [name]: { value: text, base: "system.1" } } };
        const group = { id: idOf("g"), counter: 1, at: 0, schema: 1, command: "edit", changes: [change] };
        const verdict = judge(group, { viewer: team.viewer(team.eva), read: team.read, stamp: { at: 9, origin: "d.1", by: team.eva } });
        outcomes[name] = verdict.ok;
        if (!verdict.ok) {
          expect(verdict.error.code).toBe("bad-value");
          expect(verdict.error.message.length).toBeLessThan(100);
          continue;
        }
        const back = unpack(JSON.parse(JSON.stringify(pack(verdict.value.after.get(team.deal) as RecordState))));
        if (field.many) expect(elementsOf(back, name)).toContain(text);
        else expect(valueOf(back, name)).toBe(text);
      }
      expect(Object.prototype).not.toHaveProperty("adds");
      // Long text takes whatever is whole characters without control codes.
      const whole = Buffer.from(text, "utf8").toString("utf8") === text && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
      expect([text, outcomes["notes"]]).toEqual([text, whole]);
    }
    expect(path === null || strings.length > 400).toBe(true);
  });
});
