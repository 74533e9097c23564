// How a receiver knows that a delivery is from here and new: HMAC-SHA256 over the time it was sent and the very bytes of
// the body, as `t=<seconds>,v1=<hex>`. Who checks compares in constant time and refuses what is older than five minutes.
import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "Outrider-Signature";
export const TOLERANCE_SECONDS = 300;

const digest = (secret: string, seconds: number, body: string): Buffer => createHmac("sha256", secret).update(`${seconds}.${body}`).digest();

export const signatureOf = (secret: string, seconds: number, body: string): string => `t=${seconds},v1=${digest(secret, seconds, body).toString("hex")}`;

/** The receiver's side, as the documentation has it. */
export function isSignedBy(secret: string, header: string, body: string, nowSeconds: number): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (!match) return false;
  const seconds = Number(match[1]);
  return Math.abs(nowSeconds - seconds) <= TOLERANCE_SECONDS && timingSafeEqual(digest(secret, seconds, body), Buffer.from(match[2] ?? "", "hex"));
}
