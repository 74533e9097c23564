import { expect, it } from "vitest";
import { fitting, mentionText, moveOf, typedBefore } from "./mention.ts";

const people = ["Ada Lovelace", "Adam Smith", "Grace  Hopper", "Jean-Luc Émile", "נועה לוי", "O'Brien <b>"].map((name) => ({ name }));
const names = (said: string): readonly string[] => fitting(said, people).map(({ name }) => name);

it("U5 an @ at the beginning of a word begins a name, an address does not", () => {
  expect(typedBefore("Ask @")).toEqual({ at: 4, said: "" });
  expect(typedBefore("@ada lo")).toEqual({ at: 0, said: "ada lo" });
  expect(typedBefore("(@gr")).toEqual({ at: 1, said: "gr" });
  expect(typedBefore("שלום @נו")).toEqual({ at: 5, said: "נו" });
  for (const text of ["", "ada", "ada@example.com", "a.b+c@ex", "5 @ 3", `@${"x".repeat(61)}`, "@ada\nlove"]) expect([text, typedBefore(text)]).toEqual([text, null]);
});

it("U5 names are found by their beginning or a word of theirs, whatever the accents, with spaces in them", () => {
  expect(names("")).toEqual(people.map(({ name }) => name));
  expect(names("ad")).toEqual(["Ada Lovelace", "Adam Smith"]);
  expect(names("LOVE")).toEqual(["Ada Lovelace"]);
  expect(names("ada l")).toEqual(["Ada Lovelace"]);
  expect(names("grace hop")).toEqual(["Grace  Hopper"]);
  expect(names("emi")).toEqual(["Jean-Luc Émile"]);
  expect(names("נועה ל")).toEqual(["נועה לוי"]);
  // A name that is whole is said: the list is over with the space behind it.
  expect(names("Ada Lovelace ")).toEqual([]);
  expect(names("nobody")).toEqual([]);
});

it("U5 two who share a name are offered as one, and no more than fit beside a thumb", () => {
  expect(fitting("a", [{ name: "Ada" }, { name: "ada " }])).toHaveLength(1);
  expect(fitting("", Array.from({ length: 40 }, (_, at) => ({ name: `Person ${at}` })))).toHaveLength(6);
});

it("U5 what is written is the name as the server looks for it, with a space where none follows", () => {
  expect(mentionText("Grace  Hopper", "")).toBe("@Grace Hopper ");
  expect(mentionText("Ada Lovelace", ", please")).toBe("@Ada Lovelace");
  expect(mentionText("O'Brien <b>", "x")).toBe("@O'Brien <b> ");
});

it("U5 arrows go round, Enter and Tab take, Escape leaves the text; other keys are the text's", () => {
  expect([moveOf("ArrowDown", 2, 3), moveOf("ArrowUp", 0, 3)]).toEqual([{ to: 0 }, { to: 2 }]);
  expect([moveOf("Enter", 0, 3), moveOf("Tab", 0, 3), moveOf("Escape", 0, 3), moveOf("a", 0, 3)]).toEqual(["take", "take", "leave", null]);
});
