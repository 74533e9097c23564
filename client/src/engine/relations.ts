// Which records hang on which, and which were merged into which: kept up from the ids that change. It is built when it
// is first asked, because a cold start that only shows a list must not read every record.
import type { Glance, RecordState } from "@outrider/shared/records";
import { entities, type Kind, KINDS } from "@outrider/shared/schema";

export interface View {
  read(id: string): RecordState | undefined;
  /** The same for one look at many: what was not read before is not kept in memory. */
  peek(id: string): RecordState | undefined;
  /** What a list must know of it, without reading it. */
  glance(id: string): Glance | undefined;
  ids(kind: Kind): Iterable<string>;
}

/** A many-to-one pointer read backwards. */
interface Backwards { set(id: string, target: string): void; of(target: string): ReadonlySet<string>; from(id: string): string }

const NONE: ReadonlySet<string> = new Set();

function createBackwards(): Backwards {
  const targets = new Map<string, string>();
  const sources = new Map<string, Set<string>>();
  return {
    set(id, target) {
      const before = targets.get(id);
      if (before === target || (before === undefined && target === "")) return;
      if (before !== undefined) sources.get(before)?.delete(id);
      if (target === "") targets.delete(id);
      else {
        targets.set(id, target);
        const set = sources.get(target);
        if (set) set.add(id);
        else sources.set(target, new Set([id]));
      }
    },
    of: (target) => sources.get(target) ?? NONE,
    from: (id) => targets.get(id) ?? "",
  };
}

export const HANGING = KINDS.filter((kind) => Object.hasOwn(entities[kind].fields, "root"));
export const MERGEABLE = KINDS.filter((kind) => Object.hasOwn(entities[kind].fields, "mergedInto"));

export interface Relations {
  /** What hangs on the record and on those merged into it, nearest first. */
  hanging(id: string): readonly RecordState[];
  /** The record and those merged into it. */
  family(id: string): readonly string[];
  rootOf(id: string): string;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

export function createRelations(view: View): Relations {
  let roots: Backwards | null = null;
  let merged: Backwards = createBackwards();

  function note(id: string, into: Backwards): void {
    const { root = "", mergedInto = "" } = view.glance(id) ?? {};
    into.set(id, root);
    merged.set(id, mergedInto);
  }

  function built(): Backwards {
    if (roots) return roots;
    const made = createBackwards();
    for (const kind of new Set([...HANGING, ...MERGEABLE])) for (const id of view.ids(kind)) note(id, made);
    roots = made;
    return made;
  }

  function family(id: string): readonly string[] {
    built();
    const all = new Set([id]);
    for (const member of all) for (const loser of merged.of(member)) all.add(loser);
    return [...all];
  }

  return {
    family,
    hanging: (id) => family(id).flatMap((member) => [...built().of(member)].flatMap((hung) => view.read(hung) ?? [])),
    rootOf: (id) => built().from(id),
    changed(ids) {
      if (roots) for (const id of ids) note(id, roots);
    },
    forget() {
      roots = null;
      merged = createBackwards();
    },
  };
}
