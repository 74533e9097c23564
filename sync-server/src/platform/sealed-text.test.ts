import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { createSealer } from "./sealed-text.ts";

const key = randomBytes(32);

it("U1 what is sealed opens again, shows nothing of itself, and is different each time", () => {
  const { seal, open } = createSealer(key, "mail");
  const text = "Open https://crm.example/reset#abc — Grüße 🙂";
  expect(open(seal(text))).toBe(text);
  expect(seal(text)).not.toBe(seal(text));
  expect(Buffer.from(seal(text), "base64url").toString("latin1")).not.toContain("reset");
});

it("U1 what was changed, was sealed for something else, or under another key does not open", () => {
  const { seal, open } = createSealer(key, "mail");
  const bytes = Buffer.from(seal("secret"), "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => open(changed.toString("base64url"))).toThrow("unable to authenticate");
  }
  expect(() => open("")).toThrow("too short");
  expect(() => createSealer(key, "webhook").open(seal("secret"))).toThrow("unable to authenticate");
  expect(() => createSealer(randomBytes(32), "mail").open(seal("secret"))).toThrow("unable to authenticate");
});
