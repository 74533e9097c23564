// Names that nearly everybody spells alike: countries (from the platform's own tables) and branches of industry. Only
// for finding slips of the pen; a name that is not here is not wrong.
const INDUSTRIES = [
  "accounting", "advertising", "aerospace", "agriculture", "automotive", "aviation", "banking", "biotechnology", "chemicals", "construction",
  "consulting", "consumer goods", "defense", "education", "electronics", "employment", "energy", "engineering", "entertainment", "environment",
  "fashion", "finance", "financial services", "food", "gaming", "government", "healthcare", "hospitality", "human resources", "information technology",
  "insurance", "legal", "logistics", "manufacturing", "marketing", "media", "medical", "mining", "non-profit", "pharmaceuticals", "professional services",
  "public sector", "publishing", "real estate", "recruitment", "research", "restaurants", "retail", "security", "services", "shipping", "software",
  "sports", "technology", "telecommunications", "textiles", "tourism", "transportation", "travel", "utilities", "wholesale",
];

function countries(): readonly string[] {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((one) => letters.flatMap((two) => names.of(one + two) ?? []));
}

let known: readonly string[] | null = null;
export const COMMON_NAMES: Readonly<Record<string, () => readonly string[]>> = {
  industry: () => INDUSTRIES,
  country: () => (known ??= countries()),
};
