import { describe, expect, it } from "vitest";
import { passwordComplaint } from "./password-policy.ts";

const about = ["Ada Lovelace", "ada.lovelace@northwind.test"];

describe("which passwords are taken", () => {
  it.each([
    ["short1234", "Use at least 10 characters."],
    ["x".repeat(129), "Use at most 128 characters."],
    ["Password123", "This is one of the most used passwords. Choose another."],
    ["abcabcabcabc", "This repeats one short piece. Choose another."],
    ["Lovelace1815!", "This is your own name or address. Choose another."],
    ["northwind-2026", "This is your own name or address. Choose another."],
    ["OUTRIDER-2026!", "This is the name of the app. Choose another."],
  ])("U1 %s is refused: %s", (password, why) => {
    expect(passwordComplaint(password, about)?.message).toBe(why);
  });

  it.each(["only-small-letters", "ALLINCAPITALS", "98213 75520 11", "ΠΑΣΣΩΟΡΔ λέξη", "🦊🐇🐿️🦔🦉🐝🐞🦋🐌🐛", "a b c d e f", "k".repeat(60) + "z".repeat(60)])("U1 any mix of characters will do, from ten of them to a hundred and twenty-eight: %s", (password) => {
    expect(passwordComplaint(password, about)).toBeUndefined();
  });
});
