import { problemWhy } from "@outrider/shared/protocol";
import { expect, it } from "vitest";
import { z } from "zod";
import { fieldErrors } from "./answer.ts";
import { problemBody } from "./problem.ts";

const errorsOf = (schema: z.ZodType, given: unknown) =>
  Object.fromEntries(fieldErrors(schema.safeParse(given).error ?? new z.ZodError([])).map(({ field, reason, values }) => [field, { ...(reason !== undefined && { reason }), ...(values !== undefined && { values }) }]));

it("R16 what the validator says has the name of a sentence and its figures", () => {
  const schema = z.strictObject({
    email: z.email(), url: z.url(), hash: z.string().regex(/^a$/), name: z.string().min(1), code: z.string().min(6).max(9), few: z.array(z.string()).min(2), many: z.array(z.string()).max(1),
    low: z.number().min(3), high: z.number().max(3), kind: z.enum(["lead", "deal"]), missing: z.string(), flag: z.boolean(), own: z.string().refine(() => false, "Use no control characters."), strange: z.string().refine(() => false, "A word of its own."),
  });
  const given = { email: "x", url: "x", hash: "b", name: "", code: "1", few: ["a"], many: ["a", "b"], low: 1, high: 9, kind: "task", flag: "yes", own: "x", strange: "x", more: 1 };
  expect(errorsOf(schema, given)).toEqual({
    email: { reason: "no-email" }, url: { reason: "no-web-address" }, hash: { reason: "not-written-so" }, name: { reason: "needed" }, code: { reason: "short-text", values: { least: 6 } },
    few: { reason: "few-items", values: { least: 2 } }, many: { reason: "many-items", values: { most: 1 } }, low: { reason: "small-number", values: { least: 3 } }, high: { reason: "great-number", values: { most: 3 } },
    kind: { reason: "one-of", values: { choices: "lead, deal" } }, missing: { reason: "needed" }, flag: { reason: "not-right" }, own: { reason: "no-control-characters" }, strange: {}, more: { reason: "no-field-so-called" },
  });
});

it("R16 a problem names the sentences it says, and no more of what it was made from", () => {
  const why = { ...problemWhy("password-short", { least: 10 }), code: "weak-password" };
  expect(problemBody("weak-password", "r", { why, errors: [{ field: "password", ...why }] })).toEqual({
    type: "urn:outrider:problem:weak-password", title: "The password is too easy to guess", status: 422, detail: "Use at least 10 characters.", instance: "urn:uuid:r", code: "weak-password", success: false,
    reason: "password-short", values: { least: 10 }, errors: [{ field: "password", message: "Use at least 10 characters.", reason: "password-short", values: { least: 10 } }],
  });
  expect(problemBody("not-found", "r")).toMatchObject({ title: "There is nothing here", detail: "There is nothing here" });
  expect(problemBody("not-found", "r")).not.toHaveProperty("reason");
  // A sentence that came as text alone, as those of a schema do.
  expect(problemBody("invalid-fields", "r", { errors: [{ field: "url", message: "must begin with https://" }] }).errors).toEqual([{ field: "url", message: "must begin with https://", reason: "address-plain" }]);
});
