/** What is stored of a random token. It has 256 random bits, so one fast hash is enough. */
import { createHash } from "node:crypto";

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
