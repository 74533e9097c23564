import { expect, it } from "vitest";
import { createPasswordHash, PasswordsBusy } from "./password-hash.ts";

it("U1 the right password verifies and no other; equal passwords have different hashes", async () => {
  const passwords = createPasswordHash(10);
  const [one, two] = [await passwords.hash("correct hörse"), await passwords.hash("correct hörse")];
  expect(one).not.toBe(two);
  expect(await passwords.verify({ hash: one, password: "correct hörse".normalize("NFD") })).toBe(true);
  expect(await passwords.verify({ hash: one, password: "correct horse" })).toBe(false);
  await expect(passwords.verify({ hash: "plain", password: "plain" })).rejects.toThrow("not a password hash");
});

it("U1 a hash made with other costs still verifies", async () => {
  const hash = await createPasswordHash(9).hash("from before");
  expect(await createPasswordHash(11).verify({ hash, password: "from before" })).toBe(true);
});

it("U7 a flood is turned away instead of queued without end, and the queue drains", async () => {
  const passwords = createPasswordHash(12);
  const all = await Promise.allSettled(Array.from({ length: 100 }, () => passwords.hash("x")));
  const refused = all.filter((one) => one.status === "rejected");
  expect(refused).toHaveLength(100 - 42);
  for (const one of refused) expect(one.reason).toBeInstanceOf(PasswordsBusy);
  expect(await passwords.hash("y")).toContain("scrypt$12$");
});

it("U1 one hash in the product takes long enough to make guessing dear", async () => {
  const passwords = createPasswordHash();
  const started = performance.now();
  await passwords.hash("correct horse battery");
  expect(performance.now() - started).toBeGreaterThan(80);
});
