// What the secret scan finds and is none: each where it stands, what it is, and why it is there. An entry that nothing
// matches any more fails the scan as a secret does.
interface AllowedSecret {
  readonly path: string;
  /** A part of what was taken for a secret, too little of it to be taken for one here. */
  readonly text: string;
  readonly reason: string;
}

export const allowedSecrets: readonly AllowedSecret[] = [
  { path: "sync-server/src/env.test.ts", text: "user:hunter2@host/db", reason: "an address of a database that is refused, and must not be repeated in the message" },
  { path: "sync-server/src/platform/guarded-request.test.ts", text: "user:pass@example.com", reason: "an address that a webhook is refused for, because it carries a password" },
];
