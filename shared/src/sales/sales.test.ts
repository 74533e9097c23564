import { describe, expect, it } from "vitest";
import { leadScore, lineTotal, linesTotal } from "./index.ts";

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const eur = (amount: number) => ({ amount, currency: "EUR" });

describe("what lines come to", () => {
  it("R3 quantity times price less the discount, rounded as invoices are", () => {
    expect(lineTotal({ product: "Seat", quantity: 3, unitPrice: eur(19.99), discount: 10 })).toEqual(eur(53.97));
    expect(lineTotal({ quantity: 1, unitPrice: eur(1.005) })).toEqual(eur(1.01));
    expect(lineTotal({ quantity: 0, unitPrice: eur(5) })).toEqual(eur(0));
    expect(lineTotal({ unitPrice: eur(40), discount: 100 })).toEqual(eur(0));
  });

  it("R3 without a quantity it is one, without a price it has no sum", () => {
    expect(lineTotal({ unitPrice: eur(40) })).toEqual(eur(40));
    expect(lineTotal({ quantity: 4 })).toBeNull();
    expect(linesTotal([{ quantity: 4 }])).toEqual([]);
  });

  it("R3 sums stay apart by currency, and cents do not drift", () => {
    const cent = { unitPrice: eur(0.1) };
    expect(linesTotal([cent, { unitPrice: { amount: 5, currency: "USD" } }, cent, cent])).toEqual([eur(0.3), { amount: 5, currency: "USD" }]);
  });
});

describe("lead score", () => {
  const known = { source: "referral", email: "ida@acme.example", phone: "+49 30 1", company: "Acme", status: "qualified" };
  const call = { type: "call", direction: "out", at: NOW - DAY };

  it("R1 nothing known is nothing, everything known is a hundred, and the parts add up", () => {
    expect(leadScore({ values: {}, interactions: [], employees: null, now: NOW }).total).toBe(0);
    const best = leadScore({ values: known, interactions: [call, { ...call, type: "meeting" }, { ...call, type: "meeting" }], employees: 5000, now: NOW });
    expect(best.total).toBe(100);
    expect(best.parts.reduce((sum, { points }) => sum + points, 0)).toBe(best.total);
    expect(best.parts.every(({ points, most }) => points <= most)).toBe(true);
  });

  const points = (part: string, facts: Partial<Parameters<typeof leadScore>[0]>) => leadScore({ values: {}, interactions: [], employees: null, now: NOW, ...facts }).parts.find((one) => one.part === part)?.points;

  it("R1 a mail address that anybody can have counts for less", () => {
    expect(points("reachable", { values: { email: "ida@acme.example" } })).toBe(10);
    expect(points("reachable", { values: { email: "Ida@GMAIL.com" } })).toBe(5);
  });

  it("R1 a score wears off with the days, and what is planned or a note counts for nothing", () => {
    for (const [days, worth] of [[7, 20], [8, 15], [30, 10], [31, 5], [91, 0]] as const) expect(points("recent", { interactions: [{ ...call, at: NOW - days * DAY }] }), String(days)).toBe(worth);
    expect(points("contacts", { interactions: [{ ...call, at: NOW + 60_000 }] })).toBe(6);
    expect(points("contacts", { interactions: [{ ...call, at: NOW + DAY }, { ...call, type: "note" }] })).toBe(0);
    expect(points("contacts", { interactions: [call, { ...call, direction: "in" }] })).toBe(14);
  });

  it("R1 a large company counts for more than a small one, and one of which nothing is known for nothing", () => {
    for (const [employees, worth] of [[null, 0], [0, 0], [1, 2], [9, 2], [10, 4], [249, 6], [250, 8], [1000, 10], [80_000, 10]] as const) expect(points("size", { employees }), String(employees)).toBe(worth);
  });

  it("R1 words that no table knows count for nothing", () => {
    expect(points("source", { values: { source: "toString" } })).toBe(0);
    expect(points("status", { values: { status: "lost" } })).toBe(0);
  });
});
