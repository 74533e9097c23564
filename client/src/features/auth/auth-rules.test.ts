import { describe, expect, it } from "vitest";
import { needsEmail, needsPassword } from "./auth-rules.ts";
import { problemText } from "./problem-text.ts";

describe("entries before sign-in", () => {
  it.each(["", "  ", "ada", "ada@", "ada@example", "a b@example.com"])("U1 points out %j as no email address", (value) => {
    expect(needsEmail(value)).toBeTypeOf("string");
  });
  it("U1 takes an email address with spaces around it", () => expect(needsEmail(" ada@example.com ")).toBeUndefined());
  it("U1 counts characters of a password, not code units", () => {
    expect(needsPassword("😀".repeat(9))).toBeTypeOf("string");
    expect(needsPassword("😀".repeat(10))).toBeUndefined();
  });
});

describe("problems in words", () => {
  const problem = { kind: "problem", status: 401, code: "wrong-credentials", title: "Wrong email or password", detail: "Check both.", fields: {}, retryAfterSeconds: undefined } as const;
  it("U1 says what the server said of a wrong password", () => {
    expect(problemText(problem, undefined)).toEqual({ kind: "error", title: "Wrong email or password", detail: "Check both." });
  });
  it("U7 says how long to wait, and when the wait is over", () => {
    expect(problemText({ ...problem, status: 429 }, 600).detail).toContain("10 minutes");
    expect(problemText({ ...problem, status: 429 }, 1).detail).toContain("1 second,");
    expect(problemText({ ...problem, status: 429 }, 0).detail).toBe("You can try again now.");
  });
  it("U1 keeps a server's inner failure to itself", () => {
    expect(JSON.stringify(problemText({ ...problem, status: 500, detail: "stack at db.ts:3" }, undefined))).not.toContain("db.ts");
  });
  it("S1 tells a missing connection from a refusal", () => expect(problemText({ kind: "unreachable" }, undefined).kind).toBe("offline"));
});
