// Arbitrary values and states for property tests: values that fit a field, and states that no door has checked.
import { checkValue, type Field, KINDS, type Kind, type Value } from "@outrider/shared/schema";
import type { Element, Loser, RecordState, Register, TrailEntry } from "@outrider/shared/records";
import fc, { type Arbitrary } from "fast-check";
import { idOf } from "./builders.ts";

/** Text of any script, with the awkward characters that people paste. */
export const arbText = (maxLength = 20): Arbitrary<string> =>
  fc.oneof(fc.string({ unit: "grapheme", maxLength }), fc.constantFrom("constructor", "toString", "a\tb", "Ω≈ç√", "👩‍👩‍👧", "ﷺ", "\u202egnp", "''--", "null"));

/** Names of fields and elements that an object has of itself, or that sort or print oddly. */
export const arbKey: Arbitrary<string> = fc.constantFrom(
  "title", "tags", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "keys", "ключ", "名前", "💡", "0", "-1", "10", "9", "", "a b", '"',
);

const any = {
  text: () => arbText(),
  longText: () => arbText(200),
  email: () => fc.emailAddress({ size: "small" }),
  phone: () => fc.stringMatching(/^\+[0-9]{3,12}$/),
  url: () => fc.webUrl({ size: "small" }),
  number: ({ min, max }: Field) => fc.double({ min: Math.max(min, -1e9), max: Math.min(max, 1e9), noNaN: true }),
  money: ({ min }: Field) => fc.record({ amount: fc.integer({ min: Math.max(min, -1e6), max: 1e9 }), currency: fc.constantFrom("EUR", "USD", "INR") }),
  date: () => fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  instant: () => fc.integer({ min: -8.64e15, max: 8.64e15 }),
  choice: ({ choices }: Field) => fc.constantFrom(...choices),
  flag: () => fc.boolean(),
  link: () => fc.nat(5).map((n) => idOf(`link ${n}`)),
  json: () => fc.jsonValue({ maxDepth: 3 }).map((value) => value as Value),
} satisfies Record<Field["type"], (field: Field) => Arbitrary<Value>>;

/** A value that fits the field. */
export const arbValue = (field: Field): Arbitrary<Value> =>
  (any[field.type](field) as Arbitrary<Value>).filter((value) => checkValue(field, value) === null);

/** An element that fits the set: one word is refused at the door. */
export const arbElement = (field: Field): Arbitrary<string> =>
  arbValue(field).map(String).filter((element) => element.trim() !== "" && element !== "__proto__");

const arbOrigin = fc.tuple(fc.constantFrom("d1", "d2", "d3"), fc.constantFrom(1, 2, 9, 10)).map(([device, counter]) => `${device}.${counter}`);
const arbValues: Arbitrary<Value> = fc.oneof(fc.constantFrom<Value>(null, "a", "b", 1, true, { amount: 1, currency: "EUR" }), arbText(5));
const arbRegister: Arbitrary<Register> = fc.record({ at: fc.nat(4), origin: arbOrigin, by: fc.constantFrom("p1", "p2"), value: arbValues });
const arbLoser: Arbitrary<Loser> = fc.record({
  at: fc.nat(4), origin: arbOrigin, by: fc.constantFrom("p1", "p2"), value: arbValues, against: arbOrigin, againstAt: fc.nat(4),
});
const arbOrigins = fc.uniqueArray(arbOrigin, { maxLength: 3 }).map((origins) => origins.sort());
const arbElementState: Arbitrary<Element> = fc.record({ adds: arbOrigins, removes: arbOrigins });

/** A state (or delta) of one record that no edit need have made: few stamps, so that they are often equal. */
export function arbState(id = idOf("one"), kind: Kind = KINDS[0] as Kind): Arbitrary<RecordState> {
  const dictionary = <T>(value: Arbitrary<T>, minKeys = 0) => fc.dictionary(arbKey, value, { maxKeys: 4, minKeys, noNullPrototype: true });
  const trail: Arbitrary<Readonly<Record<string, TrailEntry>>> = fc
    .array(fc.tuple(arbKey, arbRegister), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries.map(([field, register]) => [`${field} ${register.origin}`, { ...register, field }])));
  return fc.record({
    id: fc.constant(id), kind: fc.constant(kind), fields: dictionary(arbRegister), losers: dictionary(arbLoser), trail,
    sets: dictionary(dictionary(arbElementState, 1)),
  });
}
