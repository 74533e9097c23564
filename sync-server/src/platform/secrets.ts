/**
 * The server's two secrets, and keys derived from them for one purpose each.
 * Invariant: they outlive the database. They lie beside its directory and not in it, so that an older copy of the
 * database put in place still accepts what was signed before.
 */
import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export type Secrets = {
  /** Signs session cookies. Changing it signs everybody out. */
  readonly session: string;
  /** A key for signatures that live no longer than a session, one for each purpose. 32 bytes. */
  readonly deriveSession: (purpose: string) => Buffer;
  /** A key for long-lived signatures, one for each purpose, e.g. "receipts". 32 bytes. */
  readonly derive: (purpose: string) => Buffer;
};

export type GivenSecrets = { readonly session: string | undefined; readonly longLived: string | undefined };

const stored = z.object({ session: z.string().min(32), longLived: z.string().min(32) });

/** Uses what the environment gives; what it does not give is made once and kept in <dataDirectory>/secrets.json. */
export const loadSecrets = (given: GivenSecrets, dataDirectory: string): Secrets => {
  const { session, longLived } =
    given.session !== undefined && given.longLived !== undefined
      ? { session: given.session, longLived: given.longLived }
      : fill(given, readOrMake(dataDirectory));
  return {
    session,
    deriveSession: (purpose) => Buffer.from(hkdfSync("sha256", session, "", `outrider ${purpose}`, 32)),
    derive: (purpose) => Buffer.from(hkdfSync("sha256", longLived, "", `outrider ${purpose}`, 32)),
  };
};

const fill = (given: GivenSecrets, own: z.infer<typeof stored>): z.infer<typeof stored> => ({
  session: given.session ?? own.session,
  longLived: given.longLived ?? own.longLived,
});

const readOrMake = (dataDirectory: string): z.infer<typeof stored> => {
  const path = join(dataDirectory, "secrets.json");
  if (!existsSync(path)) {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    const made = { session: newSecret(), longLived: newSecret() };
    const partial = `${path}.${randomBytes(6).toString("hex")}`;
    writeFileSync(partial, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    try {
      // Fails when another process was first; then its secrets are the ones.
      linkSync(partial, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(partial);
    }
  }
  const parsed = stored.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`${path} does not hold the two secrets it should; restore it from a backup`);
  return parsed.data;
};

const newSecret = (): string => randomBytes(48).toString("base64url");
