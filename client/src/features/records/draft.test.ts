import { describe, expect, it } from "vitest";
import { draftOf } from "./draft.ts";

describe("draft of a new record", () => {
  it("R2 several emails typed in one go become a set, and money its amount and currency", () => {
    expect(draftOf("contact", ["name", "emails"], { name: " Ada ", emails: "a@b.example, c@d.example" }, "EUR")).toEqual({
      ok: true, draft: { kind: "contact", values: { name: "Ada" }, sets: { emails: ["a@b.example", "c@d.example"] } },
    });
    expect(draftOf("deal", ["value"], { value: "1,500.50" }, "USD")).toMatchObject({ draft: { values: { value: { amount: 1500.5, currency: "USD" } } } });
  });

  it("R1 all that is wrong is said at once, by field", () => {
    const drafted = draftOf("lead", ["name", "email", "score"], { email: "no address", score: "many" }, "EUR");
    expect(drafted.ok === false && Object.keys(drafted.errors)).toEqual(["name", "email", "score"]);
    expect(draftOf("contact", ["emails"], { emails: "a@b.example, wrong" }, "EUR")).toMatchObject({ ok: false, errors: { emails: expect.stringContaining("wrong") as string } });
  });
});
