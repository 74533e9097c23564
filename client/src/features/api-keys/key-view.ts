// A key as the server tells of it, and what it may do. Checked, since it comes from the network.

export const KEY_KINDS = ["leads", "contacts", "companies", "deals", "activities", "tasks", "objections", "line-items", "users", "pipelines", "stages", "custom-fields", "analytics", "ai"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];
/** Changed in the app alone. */
const READ_ONLY: readonly KeyKind[] = ["pipelines", "stages", "analytics"];
export const isWritable = (kind: KeyKind): boolean => !READ_ONLY.includes(kind);

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly reads: readonly KeyKind[];
  readonly writes: readonly KeyKind[];
  /** Member id. */
  readonly madeBy: string;
  /** ms */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

export interface Allowed { readonly reads: readonly KeyKind[]; readonly writes: readonly KeyKind[] }

export const readsAll: Allowed = { reads: KEY_KINDS, writes: [] };
export const allowsAll: Allowed = { reads: KEY_KINDS, writes: KEY_KINDS.filter(isWritable) };

export const scopesOf = ({ reads, writes }: Allowed): readonly string[] => [...reads.map((kind) => `${kind}:read`), ...writes.map((kind) => `${kind}:write`)];

export const isAll = ({ reads, writes }: Allowed, all: Allowed): boolean => reads.length === all.reads.length && writes.length === all.writes.length;

function keyOf(value: unknown): KeyView | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const word = (name: string): string => (typeof given[name] === "string" ? given[name] : "");
  const time = (name: string): number | null => (Number.isNaN(Date.parse(word(name))) ? null : Date.parse(word(name)));
  const scopes: readonly unknown[] = Array.isArray(given["scopes"]) ? given["scopes"] : [];
  if (word("id") === "") return undefined;
  return {
    id: word("id"), name: word("name"), prefix: word("prefix"), madeBy: word("madeBy"), createdAt: time("createdAt") ?? 0, expiresAt: time("expiresAt"),
    lastUsedAt: time("lastUsedAt"), revokedAt: time("revokedAt"),
    reads: KEY_KINDS.filter((kind) => scopes.includes(`${kind}:read`)), writes: KEY_KINDS.filter((kind) => scopes.includes(`${kind}:write`)),
  };
}

export const isGood = ({ revokedAt, expiresAt }: KeyView, now: number): boolean => revokedAt === null && (expiresAt === null || expiresAt > now);

/** Those that are good first, else as the server has them. */
export function keysOf(answer: unknown, now: number): readonly KeyView[] {
  const keys = (Array.isArray(answer) ? answer : []).flatMap((value) => keyOf(value) ?? []);
  return keys.sort((a, b) => Number(isGood(b, now)) - Number(isGood(a, now)));
}
