import fc from "fast-check";
import { expect, it } from "vitest";
import { isSignedBy, signatureOf, TOLERANCE_SECONDS } from "./signature.ts";

const NOW = 1_800_000_000;

it("I4 a delivery is signed over its time and its very bytes", () => {
  // Reckoned apart: printf '1800000000.{"a":1}' | openssl dgst -sha256 -hmac whsec_test
  expect(signatureOf("whsec_test", NOW, '{"a":1}')).toMatch(/^t=1800000000,v1=[0-9a-f]{64}$/);
  fc.assert(fc.property(fc.string(), fc.string(), (secret, body) => {
    const header = signatureOf(secret, NOW, body);
    expect(isSignedBy(secret, header, body, NOW + TOLERANCE_SECONDS)).toBe(true);
    expect(isSignedBy(`${secret}x`, header, body, NOW)).toBe(false);
    expect(isSignedBy(secret, header, `${body} `, NOW)).toBe(false);
    expect(isSignedBy(secret, header.replace(`t=${NOW}`, `t=${NOW + 1}`), body, NOW)).toBe(false);
  }));
});

it("I4 what is old, from the future or misshapen is not taken", () => {
  const header = signatureOf("s", NOW, "b");
  for (const now of [NOW + TOLERANCE_SECONDS + 1, NOW - TOLERANCE_SECONDS - 1]) expect(isSignedBy("s", header, "b", now)).toBe(false);
  for (const wrong of ["", "t=1", header.toUpperCase(), `${header},v1=00`, "t=x,v1=y", header.slice(0, -1)]) expect(isSignedBy("s", wrong, "b", NOW)).toBe(false);
});
