// A planned row as text for the preview: what each mapped field will hold, links by their names.
import { nameOf } from "./core/lookup.ts";
import type { Fate } from "./core/plan.ts";
import type { Settings, Surroundings } from "./core/settings.ts";
import { targetsOf } from "./core/targets.ts";

export interface Preview { readonly columns: readonly string[]; readonly rows: readonly { readonly fate: Fate; readonly cells: readonly string[] }[] }

export function preview(fates: readonly Fate[], settings: Settings, around: Surroundings): Preview {
  const names = new Map<string, string>([
    ...nameOf(around.known.company), ...nameOf(around.known.contact),
    ...around.members.map(({ id, name }) => [id, name] as const), ...around.stages.map(({ id, name }) => [id, name] as const),
  ]);
  const used = new Set(settings.mapping);
  const always = settings.kind === "deal" ? ["title", "stage"] : ["name"];
  const shown = targetsOf(settings.kind, settings.custom).filter(({ key, field }) => field && (used.has(key) || always.includes(key)));
  const cell = (fate: Fate, key: string): string => {
    if (!("call" in fate)) return "";
    const { values, sets, companyName, parentName } = fate.draft;
    if (key === "company" && companyName !== "") return companyName;
    if (key === "parent") return parentName;
    const value = values[key];
    if (value === undefined || value === null) return (sets[key] ?? []).join("; ");
    if (typeof value === "object" && "amount" in value) return `${String(value["amount"])} ${String(value["currency"])}`;
    return typeof value === "string" ? (names.get(value) ?? value) : String(value);
  };
  return { columns: shown.map(({ label }) => label), rows: fates.map((fate) => ({ fate, cells: shown.map(({ key }) => cell(fate, key)) })) };
}
