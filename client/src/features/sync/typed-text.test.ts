import { expect, it } from "vitest";
import { typedText } from "./typed-text.ts";

it("S5 what was typed can be copied whole, by record and field, with the reason", () => {
  const record = { id: "d", kind: "deal", title: "Acme" } as const;
  const other = { id: "c", kind: "contact", title: "Ada" } as const;
  const typed = [
    { record, field: "title", label: "Title", text: "Acme again" },
    { record: other, field: "name", label: "Name", text: "Ada" },
    { record, field: "notes", label: "Notes", text: "two\nlines" },
  ];
  expect(typedText(typed, "You may not.")).toBe("Acme\nTitle: Acme again\nNotes: two\nlines\n\nAda\nName: Ada\n\nYou may not.");
});
