// Owns the record every bench moves: 15 plain fields, about 340 bytes of JSON, the same for a given number on every
// run and every peer. Knows nothing of any peer; an adapter maps these fields onto its own shape.

export interface CrmRecord {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly contact: string;
  readonly email: string;
  readonly phone: string;
  readonly stage: string;
  readonly value: number;
  readonly currency: string;
  readonly closeDate: string;
  readonly owner: string;
  readonly source: string;
  readonly city: string;
  readonly note: string;
  readonly priority: number;
}

export const fieldCount = 15;

const stages = ["new", "qualified", "proposal", "negotiation", "won", "lost"] as const;
const sources = ["web form", "referral", "trade fair", "cold call", "partner"] as const;
const cities = ["Turin", "Lyon", "Leeds", "Porto", "Graz", "Aarhus", "Ghent"] as const;
const two = (n: number): string => String(n).padStart(2, "0");
const pick = (list: readonly string[], n: number): string => list[n % list.length] ?? "";

export const recordId = (n: number): string => `rec-${String(n).padStart(6, "0")}`;

/** Record number `n` (0, 1, 2 …), always the same for the same number. */
export const recordAt = (n: number): CrmRecord => ({
  id: recordId(n),
  name: `Service renewal ${n}`,
  company: `Company ${n % 997} Limited`,
  contact: `Person ${n % 4999}`,
  email: `person.${n % 4999}@company${n % 997}.example`,
  phone: `+44 20 7946 ${String(n % 10_000).padStart(4, "0")}`,
  stage: pick(stages, n),
  value: (n * 7919) % 250_000,
  currency: "EUR",
  closeDate: `2026-${two(1 + (n % 12))}-${two(1 + (n % 28))}`,
  owner: `member-${n % 23}`,
  source: pick(sources, n),
  city: pick(cities, n),
  note: `Call again on day ${1 + (n % 28)}.`,
  priority: n % 5,
});

/** The first field in which `held` differs from record `n`, or undefined when all 15 are equal. */
export const differs = (n: number, held: CrmRecord | undefined): string | undefined => {
  if (held === undefined) return "the whole record";
  for (const [field, value] of Object.entries(recordAt(n))) {
    if (held[field as keyof CrmRecord] !== value) return field;
  }
  return undefined;
};
