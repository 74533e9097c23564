import fc from "fast-check";
import { expect, it } from "vitest";
import { commonPart } from "./common-part.ts";

const arbWord = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 7 });

it("R12 what words have in common is in each of them, and nothing longer is", () => {
  expect([["smith", "smits", "asmit"], ["jonhson", "johnson"], ["abc"], ["abc", "xyz"], []].map(commonPart)).toEqual(["smit", "son", "abc", "", ""]);
  fc.assert(fc.property(fc.array(arbWord, { minLength: 1, maxLength: 4 }), (words) => {
    const part = commonPart(words);
    expect(words.every((word) => word.includes(part))).toBe(true);
    const [first = ""] = words;
    for (let from = 0; from + part.length < first.length; from++) expect(words.every((word) => word.includes(first.slice(from, from + part.length + 1)))).toBe(false);
  }));
});
