// A target as it is typed: a number with the signs of this language for thousands and decimals.
import { separators } from "../../app/format.ts";

const MOST = 1e15;

/** Undefined where it is no number above zero. */
export function targetIn(typed: string, { group, decimal } = separators()): number | undefined {
  const plain = typed.trim().replaceAll(/\s/g, "").replaceAll(group.trim() === "" ? "\u00a0" : group, "").replace(decimal, ".");
  const value = /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : 0;
  return value > 0 && value <= MOST ? value : undefined;
}
