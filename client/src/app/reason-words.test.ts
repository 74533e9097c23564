import { problemSentences, problemTitles, problemWhy } from "@outrider/shared/protocol";
import { editSentences, editWhy, noteSentences } from "@outrider/shared/schema";
import { expect, it, vi } from "vitest";
import { longer } from "./pseudo.ts";

/** The words as a device has them whose language is this. */
async function wordsIn(say: ((text: string) => string) | null) {
  vi.resetModules();
  vi.doMock("./locale.ts", () => ({ speech: { lang: "en", dir: "ltr", say } }));
  return import("./reason-words.ts");
}
const ENGLISH = await wordsIn(null);
const LONG = await wordsIn(longer);

/** A value for each name in braces; figures, which no language changes. */
const valuesOf = (sentence: string) => Object.fromEntries([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, 12]));
const all = [...Object.entries(editSentences), ...Object.entries(noteSentences).map(([name, sentence]) => [`note.${name}`, sentence] as const), ...Object.entries(problemSentences)];

it("R16 every reason of a refusal is in the catalogue by its name, with its values, and in the trial language too", () => {
  expect(all.length).toBeGreaterThan(150);
  expect(new Set(all.map(([name]) => name)).size, "no name stands for two sentences").toBe(all.length);
  for (const [reason, sentence] of all) {
    const why = { message: "As it came.", reason, values: valuesOf(sentence) };
    const whole = sentence.replaceAll(/\{(\w+)\}/g, "12");
    expect([reason, ENGLISH.reasonWords(why)]).toEqual([reason, whole]);
    expect([reason, LONG.reasonWords(why)]).toEqual([reason, longer(whole)]);
  }
});

it("R16 every problem of the server has its title in the catalogue by its code", () => {
  for (const [code, title] of Object.entries(problemTitles)) {
    const given = { code, title, detail: { message: title }, fields: {} };
    expect(ENGLISH.problemWords(given)).toEqual({ title, detail: title, fields: {} });
    expect(LONG.problemWords(given)).toEqual({ title: longer(title), detail: longer(title), fields: {} });
  }
});

it("R16 what a newer server says, and what has no name, is said as it came", () => {
  for (const { reasonWords } of [ENGLISH, LONG]) {
    expect(reasonWords({ message: "Something new.", reason: "something-new" })).toBe("Something new.");
    expect(reasonWords({ message: "Something else." })).toBe("Something else.");
    // Not what every object has.
    expect(reasonWords({ message: "Told.", reason: "constructor" })).toBe("Told.");
  }
  const strange = { code: "new-code", title: "New", detail: { message: "Newer." }, fields: { name: { message: "Newest." } } };
  expect(LONG.problemWords(strange)).toEqual({ title: "New", detail: "Newer.", fields: { name: "Newest." } });
});

it("R16 a whole sentence that came without its name, from an older server or a log, is known by what it says", () => {
  expect(LONG.reasonWords({ message: "The address is on the suppression list." })).toBe(longer("The address is on the suppression list."));
  expect(LONG.reasonWords({ message: "Nothing has changed." })).toBe(longer("Nothing has changed."));
});

it("R16 the fields and kinds that a reason names are called as the app calls them, a workspace's own ones as it does", () => {
  expect(LONG.reasonWords(editWhy("empty", { label: "Close date" }))).toBe(longer(`${longer("Close date")} must not be empty.`));
  expect(LONG.reasonWords(editWhy("empty", { label: "Shoe size" }))).toBe(longer("Shoe size must not be empty."));
  expect(LONG.reasonWords(editWhy("no-owner", { kind: "company" }))).toBe(longer(`A ${longer("company")} has no owner.`));
});

it("R16 a problem's detail and each of its fields are said by their reasons", () => {
  const { message, ...named } = problemWhy("password-short", { least: 10 });
  expect(LONG.problemWords({ code: "weak-password", title: "The password is too easy to guess", detail: { message, ...named }, fields: { password: { message, ...named } } })).toEqual({
    title: longer("The password is too easy to guess"), detail: longer("Use at least 10 characters."), fields: { password: longer("Use at least 10 characters.") },
  });
  expect(ENGLISH.notSavedWords({ code: "not-kept", ...editWhy("storage-broken") }).message).toBe("Not saved: this device could not write to its storage.");
});
