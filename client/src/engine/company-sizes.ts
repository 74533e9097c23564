// How many people work at the company that a lead is with: the one it was converted to, else one that is called what the
// lead says. Which companies are called what is gathered when it is first asked and kept up from the ids that change.
// Invariant: of several of one name the largest is taken, whatever order they came in.
import { fold } from "@outrider/shared/kernel";
import { isDeleted, type RecordState, survivor, textOf, valueOf } from "@outrider/shared/records";
import type { CompanySize } from "./api-records.ts";
import type { View } from "./relations.ts";

export interface CompanySizes {
  /** Undefined where no company is known for that lead, or nothing of its size. */
  of(lead: RecordState): CompanySize | undefined;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

const called = (name: string): string => fold(name.trim());

export function createCompanySizes(view: Pick<View, "read" | "peek" | "ids">): CompanySizes {
  let names: Map<string, string> | null = null;
  let byName = new Map<string, Set<string>>();

  function note(id: string, into: Map<string, string>): void {
    const before = into.get(id);
    const state = view.peek(id);
    const now = state?.kind === "company" && !isDeleted(state) ? called(textOf(state, "name")) : "";
    if (before === now || (before === undefined && now === "")) return;
    if (before !== undefined) byName.get(before)?.delete(id);
    if (now === "") {
      into.delete(id);
      return;
    }
    into.set(id, now);
    const same = byName.get(now);
    if (same) same.add(id);
    else byName.set(now, new Set([id]));
  }

  function built(): void {
    if (names) return;
    const made = new Map<string, string>();
    for (const id of view.ids("company")) note(id, made);
    names = made;
  }

  function sizeOf(id: string): CompanySize | undefined {
    const found = view.read(id);
    const company = found && survivor(found, view.read);
    const employees = company && !isDeleted(company) ? valueOf(company, "employees") : null;
    return company && typeof employees === "number" ? { id: company.id, name: textOf(company, "name"), employees } : undefined;
  }

  return {
    of(lead) {
      const became = textOf(lead, "convertedCompany");
      const own = became === "" ? undefined : sizeOf(became);
      const name = called(textOf(lead, "company"));
      if (own || name === "") return own;
      built();
      const all = [...(byName.get(name) ?? [])].flatMap((id) => sizeOf(id) ?? []);
      return all.sort((a, b) => b.employees - a.employees || (a.id < b.id ? -1 : 1))[0];
    },
    changed(ids) {
      if (names) for (const id of ids) note(id, names);
    },
    forget() {
      names = null;
      byName = new Map();
    },
  };
}
