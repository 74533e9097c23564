import { describe, expect, it } from "vitest";
import { leaseFrom, leaseHeard, leaseIsOver, leaseSeen, TURNED_BACK_MS } from "./lease.ts";

const DAY = 24 * 60 * 60 * 1000;
const T = Date.UTC(2026, 10, 1);
/** The server's clock is an hour ahead. */
const lease = leaseFrom(T, T + 3_600_000, 14);

describe("the offline lease", () => {
  it("U1 P3 holds for so many days from the last contact by the server's clock, and not longer", () => {
    expect(lease.until).toBe(T + 3_600_000 + 14 * DAY);
    expect(leaseIsOver(lease, T)).toBe(false);
    expect(leaseIsOver(lease, T + 14 * DAY)).toBe(false);
    expect(leaseIsOver(lease, T + 14 * DAY + 1)).toBe(true);
    expect(leaseIsOver(leaseFrom(T, T, 1), T + DAY + 1)).toBe(true);
  });

  it("U1 begins anew whenever the server is heard", () => {
    const later = leaseHeard(lease, T + 10 * DAY);
    expect(leaseIsOver(later, T + 24 * DAY)).toBe(false);
    expect(leaseIsOver(later, T + 24 * DAY + 1)).toBe(true);
  });

  it("P3 a clock that is put back gains nothing over the latest time it showed", () => {
    const seen = leaseSeen(lease, T + 15 * DAY);
    expect(leaseIsOver(seen, T + DAY)).toBe(true);
    expect(leaseSeen(seen, T)).toBe(seen);
    expect(leaseIsOver(leaseSeen(lease, T + 13 * DAY), T + DAY)).toBe(false);
  });

  it("P3 a clock before the last contact is past the lease only beyond a day", () => {
    expect(leaseIsOver(lease, T - TURNED_BACK_MS)).toBe(false);
    expect(leaseIsOver(lease, T - TURNED_BACK_MS - 1)).toBe(true);
    expect(leaseIsOver(lease, 0)).toBe(true);
  });

  it("U1 P3 signing in again puts right whatever the clock was taken for", () => {
    const wrong = leaseSeen(lease, T + 400 * DAY);
    expect(leaseIsOver(wrong, T + 2 * DAY)).toBe(true);
    expect(leaseIsOver(leaseFrom(T + 2 * DAY, T + 2 * DAY, 14), T + 2 * DAY)).toBe(false);
  });
});
