import { expect, it } from "vitest";
import { accountOf, inFours, newFactorOf, pathOf, recoveryCodesOf } from "./account-view.ts";

it("U1 takes what the server does not say for not so", () => {
  expect(accountOf(null)).toEqual({ hasPassword: false, factorOn: false, recoveryCodesLeft: 0, emailVerified: false, mail: false, required: false });
  expect(accountOf({ on: true, hasPassword: true, recoveryCodesLeft: 7, emailVerified: true, mail: true, required: true })).toEqual({ hasPassword: true, factorOn: true, recoveryCodesLeft: 7, emailVerified: true, mail: true, required: true });
});

it("U1 an address that no authenticator opens is not offered", () => {
  const good = { secret: "ABCD", uri: "otpauth://totp/Outrider:a", picture: ["101", 7, "x"] };
  expect(newFactorOf(good)).toEqual({ secret: "ABCD", uri: good.uri, picture: ["101"] });
  expect(newFactorOf({ ...good, uri: "javascript:alert(1)" })).toBeUndefined();
  expect(newFactorOf("x")).toBeUndefined();
  expect(recoveryCodesOf({ recoveryCodes: ["A", 1] })).toEqual(["A"]);
});

it("U1 draws the picture to scan out of its rows", () => {
  expect(pathOf(["110", "001"])).toBe("M0 0h2v1h-2zM2 1h1v1h-1z");
  expect(inFours("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
});
