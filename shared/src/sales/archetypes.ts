// Kinds of buyers that a person is like: by the traits they share with each.
import type { Persona } from "./persona.ts";

export const ARCHETYPES = ["analyst", "visionary", "steward", "driver", "negotiator", "consensusBuilder", "craftsman"] as const;
export interface Archetype { readonly name: (typeof ARCHETYPES)[number]; /** 0 to 100: of the traits that are known. */ readonly likeness: number }

type Traits = Pick<Persona, "formality" | "style" | "decides" | "objects" | "engagement">;
type Wanted = { readonly [T in keyof Traits]?: NonNullable<Traits[T]["value"]> };

const WANTED = {
  analyst: { formality: "formal", style: "analytical", decides: "alone" },
  visionary: { formality: "casual", style: "intuitive", decides: "alone", engagement: "high" },
  steward: { formality: "formal", style: "analytical", decides: "committee", objects: "trust" },
  driver: { style: "intuitive", decides: "alone", objects: "timeline", engagement: "high" },
  negotiator: { style: "analytical", objects: "price" },
  consensusBuilder: { style: "intuitive", decides: "committee" },
  craftsman: { formality: "casual", style: "analytical", objects: "feature" },
} satisfies Record<(typeof ARCHETYPES)[number], Wanted>;

const MOST = 3;
const LEAST = 50;

/** The likest first, at most three, none that shares less than half. */
export function archetypesOf(traits: Traits): readonly Archetype[] {
  return ARCHETYPES.map((name) => {
    const wanted = Object.entries(WANTED[name]) as [keyof Traits, string][];
    const known = wanted.filter(([trait]) => traits[trait].value !== null);
    const met = known.filter(([trait, value]) => traits[trait].value === value).length;
    return { name, met, likeness: known.length < 2 ? 0 : Math.round((100 * met) / wanted.length) };
  })
    .filter(({ likeness }) => likeness >= LEAST)
    .sort((a, b) => b.likeness - a.likeness || b.met - a.met)
    .slice(0, MOST)
    .map(({ name, likeness }) => ({ name, likeness }));
}
