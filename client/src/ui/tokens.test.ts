import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../styles.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name, light, dark]) => [name, { light, dark }]),
);

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};
const colour = (name: string, theme: "light" | "dark"): string => {
  const value = tokens.get(name)?.[theme];
  if (value === undefined) throw new Error(`no token ${name}`);
  return value;
};

const grounds = ["canvas", "surface", "raised", "sunken", "hover"];
const people = ["person-a", "person-b", "person-c", "person-d", "person-e", "person-f"];
const text: [string, string][] = [
  ...["ink", "ink-muted", "ink-faint", "accent", "bad-ink", "accent-ink"].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ["on-accent", "accent"], ["on-accent", "accent-hover"], ["accent-ink", "accent-soft"], ["on-bad", "bad"],
  ["ink-muted", "chip"], ["info-ink", "info-soft"], ["ok-ink", "ok-soft"], ["warn-ink", "warn-soft"], ["bad-ink", "bad-soft"], ["ink", "accent-soft"],
  ...people.map((person): [string, string] => ["on-person", person]),
];
const edges: [string, string][] = grounds.flatMap((ground): [string, string][] => [["line-strong", ground], ["focus", ground], ...people.map((person): [string, string] => [person, ground])]);

describe.each(["light", "dark"] as const)("%s theme", (theme) => {
  it.each(text)("W3 text %s on %s has a contrast of at least 4.5", (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(edges)("W3 edge %s on %s has a contrast of at least 3", (edge, ground) => {
    expect(contrast(colour(edge, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});
