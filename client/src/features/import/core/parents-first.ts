// Companies that are part of others of the same file: links them by name and puts each behind the one it is part of,
// so that one group a row is enough. A circle cannot be: its rows are refused and named.
import type { Call } from "@outrider/shared/commands";
import { text } from "../texts.ts";
import { type Finder, isId, NONE, SEVERAL } from "./lookup.ts";
import type { Fate } from "./plan.ts";
import { sameName } from "./words.ts";

type Written = Extract<Fate, { readonly call: Call }>;

export function parentsFirst(fates: readonly Fate[], standing: Finder, column: string): { readonly fates: readonly Fate[]; readonly order: readonly Written[] } {
  const byName = new Map<string, Written>();
  for (const fate of fates) {
    if ("call" in fate && typeof fate.draft.values["name"] === "string") byName.set(sameName(fate.draft.values["name"]), fate);
  }
  const parentOf = (fate: Written): Written | undefined => (fate.draft.parentName === "" ? undefined : byName.get(sameName(fate.draft.parentName)));
  const [order, state, circle]: [Written[], Map<Written, "open" | "done">, Set<Written>] = [[], new Map(), new Set()];
  for (const start of fates) {
    const path: Written[] = [];
    let at: Written | undefined = "call" in start ? start : undefined;
    while (at && !state.has(at)) {
      state.set(at, "open");
      path.push(at);
      at = parentOf(at);
    }
    if (at && state.get(at) === "open") for (const each of path.slice(path.indexOf(at))) circle.add(each);
    for (const each of path.reverse()) {
      state.set(each, "done");
      if (!circle.has(each)) order.push(each);
    }
  }
  const linked = new Map<Written, Written>();
  const unlinkedParent = (fate: Written, isSeveral: boolean): Written => ({ ...fate, draft: { ...fate.draft, unlinked: [...fate.draft.unlinked, { column, value: fate.draft.parentName, isSeveral }] } });
  const withParent = (fate: Written): Written => {
    const there = linked.get(fate);
    if (there) return there;
    const parent = parentOf(fate);
    const found = fate.draft.parentName === "" ? NONE : standing(fate.draft.parentName);
    const id = parent && !circle.has(parent) ? parent.id : isId(found) ? found : null;
    const made = fate.draft.parentName === "" ? fate : id === null ? unlinkedParent(fate, found === SEVERAL) : { ...fate, call: withValue(fate.call, id) };
    linked.set(fate, made);
    return made;
  };
  return {
    fates: fates.map((fate) => {
      if (!("call" in fate)) return fate;
      if (!circle.has(fate)) return withParent(fate);
      return { row: fate.row, fate: "refuse", errors: [{ line: fate.row.line, column: "", value: fate.draft.parentName, message: text.row.circle }] };
    }),
    order: order.map(withParent),
  };
}

function withValue(call: Call, parent: string): Call {
  if (call.name === "create") return { name: "create", args: { ...call.args, values: { ...call.args.values, parent } } };
  return call.name === "edit" ? { name: "edit", args: { ...call.args, values: { ...call.args.values, parent } } } : call;
}
