import { expect, it } from "vitest";
import { refusalWords } from "./refusal-words.ts";

const about = { subject: "this deal", gone: false, owner: undefined };
const said = (code: string, given: Partial<typeof about> | { owner: string } = {}, field?: string) =>
  refusalWords({ code, message: "The server's words.", ...(field !== undefined && { field }) }, { ...about, ...given });

it("S5 S11 an edit of what was given away says so, and whom to ask", () => {
  for (const code of ["not-found", "not-allowed"]) {
    const { title, detail } = said(code, { gone: true });
    expect(title).toBe("You no longer have this deal");
    expect(detail).toMatch(/given to somebody else.*Copy what you typed and ask its new owner/);
  }
});

it("S5 S11 where the record is still here, its owner is named", () => {
  expect(said("not-allowed", { owner: "Ada Admin" })).toMatchObject({ title: "The server's words.", detail: expect.stringContaining("ask Ada Admin to enter it") });
  expect(said("not-allowed").detail).toContain("ask its owner");
});

it("S5 S11 a link to what is out of reach is not taken for the record itself", () => {
  expect(said("not-found", { gone: true }, "company").title).toBe("Something this edit points at is out of your reach");
});

it("S5 S11 every refusal says what to do with what was typed", () => {
  for (const code of ["not-found", "not-allowed", "bad-value", "bad-change", "too-large", "depends-on-refused", "schema-newer", "already-merged", "erased", "deactivated", "one-of-tomorrow"]) {
    for (const gone of [true, false]) expect(said(code, { gone }).detail).toContain("Copy what you typed");
  }
  expect(said("erased").title).toBe("This deal was erased for good");
});
