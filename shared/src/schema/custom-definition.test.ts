import { expect, it } from "vitest";
import { type DefinitionDraft, definitionFault } from "./custom-definition.ts";

const field = (part: Partial<DefinitionDraft> = {}): DefinitionDraft => ({ id: "", of: "deal", type: "text", label: "Region", options: "", archived: false, ...part });

it("R10 a definition has a label of its own among those in use of its kind, and a choice two options at least", () => {
  const others = [field({ id: "a", label: "Seats" }), field({ id: "b", label: "Old", archived: true }), field({ id: "c", of: "lead", label: "Of leads" })];
  expect(definitionFault(field(), others)).toBeNull();
  expect(definitionFault(field({ label: "  " }), others)).toBe("needs-name");
  for (const label of ["Seats", " seats", "SEATS "]) expect(definitionFault(field({ label }), others)).toBe("taken");
  for (const free of [field({ id: "a", label: "Seats" }), field({ label: "Old" }), field({ label: "Of leads" }), field({ label: "Seats", archived: true })]) expect(definitionFault(free, others)).toBeNull();
  expect(definitionFault(field({ type: "choice", options: "One\nTwo\nOne" }), others)).toBeNull();
  for (const options of ["", "One", "One\n One "]) expect(definitionFault(field({ type: "choice", options }), others)).toBe("needs-options");
  expect(definitionFault(field({ options: "One\nTwo" }), others)).toBe("no-options");
});
