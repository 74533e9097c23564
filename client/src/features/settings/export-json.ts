// Everything this device holds as one JSON text, in parts: page by page, so that the screen stays alive and it can be
// cancelled. Invariant: the text is whole or it is not given at all. It knows the questions, not who answers.
import type { Row } from "@outrider/shared/projection";
import { customNamed, KINDS, type Kind, type Value } from "@outrider/shared/schema";
import { type Ask, eachPage } from "../../app/each-page.ts";
import type { MadeFile } from "../../app/use-file-export.ts";

export interface ExportOptions {
  readonly ask: Ask;
  /** Written at the head of the file. */
  readonly about: { readonly workspace: string; readonly by: string; readonly at: string };
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, of: number) => void;
}

/** Definitions there may be. */
const MOST_LABELS = 1_000;

type Labels = ReadonlyMap<string, string>;

/**
 * What is in the bin is marked so. Links are ids of records that are in the file where the person may see them. Custom
 * fields stand by themselves, by their labels; their definitions are in the file too.
 */
function recordOf({ id, values, sets, updatedAt, updatedBy, deleted }: Row, labels: Labels): object {
  const own = Object.entries(values).filter(([name]) => customNamed(name) === null);
  const custom = Object.entries(values).flatMap(([name, value]): [string, Value][] => {
    const defined = customNamed(name);
    return defined === null ? [] : [[labels.get(defined.id) ?? name, value]];
  });
  return { id, ...Object.fromEntries(own), ...sets, ...(custom.length > 0 && { custom: Object.fromEntries(custom) }), updatedAt: new Date(updatedAt).toISOString(), updatedBy, ...(deleted && { deleted }) };
}

/** What each custom field is called; where two of a kind are called the same, their ids tell them apart. */
function labelsOf(definitions: readonly Row[]): Labels {
  const key = ({ values, title }: Row): string => `${String(values["of"])} ${title}`;
  const twice = new Set(definitions.map(key).filter((each, at, all) => all.indexOf(each) !== at));
  return new Map(definitions.map((row) => [row.id, twice.has(key(row)) ? `${row.title} (${row.id})` : row.title]));
}

/** null: cancelled. */
export async function exportJson({ ask, about, signal, onProgress }: ExportOptions): Promise<MadeFile | null> {
  const lists = KINDS.flatMap((kind) => [{ kind, bin: false }, { kind, bin: true }]);
  let of = 0;
  for (const list of lists) of += (await ask({ ...list, limit: 0 })).total;
  const labels = labelsOf((await ask({ kind: "customField", limit: MOST_LABELS })).rows);
  const parts: string[] = [];
  let [records, complete] = [0, true];

  const pages = (kind: Kind, bin: boolean, seen: Set<string>): Promise<boolean> =>
    eachPage({ ask, query: { kind, bin }, signal, seen }, (rows, answer) => {
      complete &&= answer.complete;
      const first = seen.size === rows.length;
      rows.forEach((row, at) => parts.push(`${first && at === 0 ? "" : ","}\n${JSON.stringify(recordOf(row, labels))}`));
      onProgress(Math.min(records + seen.size, of), of);
    });

  for (const [at, kind] of KINDS.entries()) {
    const seen = new Set<string>();
    parts.push(`${at === 0 ? "" : ","}\n${JSON.stringify(kind)}: [`);
    if (!(await pages(kind, false, seen)) || !(await pages(kind, true, seen))) return null;
    parts.push("]");
    records += seen.size;
  }
  const head = JSON.stringify({ product: "Outrider", format: 1, ...about, complete, count: records }).slice(0, -1);
  return { parts: [`${head}, "records": {`, ...parts, "\n}}\n"], records, complete };
}
