// The facts by kind, kept up record by record. It knows nothing of where records come from and who may see them.
import type { RecordState } from "@outrider/shared/records";
import { type Fact, FACT_KINDS, type FactKind, factOf } from "./fact.ts";

export type FactsOf<K extends FactKind> = ReadonlyMap<string, Extract<Fact, { readonly kind: K }>>;
/** All facts of one person's view. */
export interface Facts { of<K extends FactKind>(kind: K): FactsOf<K> }

export interface FactBook extends Facts {
  /** A record as it is now; undefined: it is not there any more. Answers whether anything that is counted is another now. */
  put(id: string, state: RecordState | undefined): boolean;
  /** A fact that was made before. */
  add(fact: Fact): void;
}

/** Compared by value: what a person does to a record mostly changes nothing that is counted. */
const same = (a: Fact | undefined, b: Fact | null): boolean => (a === undefined || b === null ? a === undefined && b === null : JSON.stringify(a) === JSON.stringify(b));

export function createFactBook(): FactBook {
  const shelves = new Map<FactKind, Map<string, Fact>>(FACT_KINDS.map((kind) => [kind, new Map()]));
  const kinds = new Map<string, FactKind>();
  const shelfOf = (kind: FactKind): Map<string, Fact> => shelves.get(kind) as Map<string, Fact>;

  function add(fact: Fact): void {
    kinds.set(fact.id, fact.kind);
    shelfOf(fact.kind).set(fact.id, fact);
  }

  return {
    of: <K extends FactKind>(kind: K) => shelfOf(kind) as unknown as FactsOf<K>,
    add,
    put(id, state) {
      const kind = kinds.get(id);
      const before = kind === undefined ? undefined : shelfOf(kind).get(id);
      const fact = state === undefined ? null : factOf(state);
      if (same(before, fact)) return false;
      if (kind !== undefined && kind !== fact?.kind) {
        shelfOf(kind).delete(id);
        kinds.delete(id);
      }
      if (fact !== null) add(fact);
      return true;
    },
  };
}
