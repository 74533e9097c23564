// The state of the import page and every step it can take, as plain data and pure functions: which files there are,
// which one is being worked on, where in its steps it is. It reads no file and writes no record.
import type { Report } from "./core/run-plan.ts";
import { firstSettings, type Settings, type Surroundings } from "./core/settings.ts";
import { isPartKind } from "./core/part-fields.ts";
import { guessKind } from "./core/recognise.ts";
import type { FileProblem, Table } from "./core/table.ts";
import { isUploadKind, UPLOAD_KINDS } from "./core/upload-fields.ts";
import { type FileKind, IMPORT_KINDS, isImportKind } from "./core/targets.ts";

export interface Loaded {
  readonly key: number;
  readonly file: File;
  readonly name: string;
  readonly table: Table | null;
  readonly problem: FileProblem | null;
  /** 0 to 1 while it is being read. */
  readonly read: number;
  readonly kind: FileKind | null;
  readonly done: boolean;
}

export type StepName = "file" | "kind" | "columns" | "check" | "run" | "result";
export const STEPS: readonly StepName[] = ["file", "kind", "columns", "check", "run", "result"];

export interface Work {
  readonly files: readonly Loaded[];
  readonly next: number;
  readonly step: StepName;
  /** The file being worked on. */
  readonly current: number | null;
  readonly settings: Settings | null;
  readonly report: Report | null;
}

export const noWork: Work = { files: [], next: 0, step: "file", current: null, settings: null, report: null };

export type Action =
  | { readonly type: "chosen"; readonly files: readonly File[] }
  | { readonly type: "reading"; readonly key: number; readonly part: number }
  | { readonly type: "read"; readonly key: number; readonly table: Table }
  | { readonly type: "failed"; readonly key: number; readonly problem: FileProblem }
  | { readonly type: "removed"; readonly key: number }
  | { readonly type: "opened"; readonly key: number }
  | { readonly type: "kind"; readonly key: number; readonly kind: FileKind }
  | { readonly type: "settings"; readonly settings: Settings }
  | { readonly type: "step"; readonly step: StepName }
  | { readonly type: "reported"; readonly report: Report }
  | { readonly type: "listed"; readonly key: number }
  | { readonly type: "uploaded"; readonly key: number };

const each = (work: Work, key: number, change: Partial<Loaded>): Work => ({ ...work, files: work.files.map((file) => (file.key === key ? { ...file, ...change } : file)) });

export function act(work: Work, action: Action): Work {
  switch (action.type) {
    case "chosen": {
      const added = action.files.map((file, at): Loaded => ({ key: work.next + at, file, name: file.name, table: null, problem: null, read: 0, kind: null, done: false }));
      return { ...work, files: [...work.files, ...added], next: work.next + added.length };
    }
    case "reading":
      return each(work, action.key, { read: action.part, problem: null });
    case "read":
      // Read anew (with or without names in its first row) its columns are others: what was decided about them is gone.
      return each(work.current === action.key ? { ...work, settings: null } : work, action.key, { table: action.table, problem: null, read: 1, kind: work.files.find(({ key }) => key === action.key)?.kind ?? guessKind(action.table) });
    case "failed":
      return each(work, action.key, { table: null, problem: action.problem });
    case "removed":
      return { ...work, files: work.files.filter(({ key }) => key !== action.key) };
    case "opened":
      return { ...work, current: action.key, step: "kind", settings: null, report: null };
    case "kind":
      return { ...each(work, action.key, { kind: action.kind }), settings: null };
    case "settings":
      return { ...work, settings: action.settings };
    case "step":
      return { ...work, step: action.step };
    case "reported":
      return { ...(work.current === null ? work : each(work, work.current, { done: true })), report: action.report, step: "result" };
    case "uploaded":
      return { ...each(work, action.key, { done: true }), step: "result" };
    case "listed":
      return { ...each(work, action.key, { done: true }), step: "file", current: null };
  }
}

/** Files in the order in which they should be imported: lists, then what others name, then what names others. */
export function inOrder(files: readonly Loaded[]): readonly Loaded[] {
  // A calendar comes last: its meetings go to people. Orders come after the customers whose they are.
  const rank = (kind: FileKind | null): number => (kind === null ? 9 : kind === "calendar" ? 8 : isUploadKind(kind) ? UPLOAD_KINDS.indexOf(kind) + 6 : isPartKind(kind) ? IMPORT_KINDS.length + 1 : isImportKind(kind) ? IMPORT_KINDS.indexOf(kind) + 1 : 0);
  return files.toSorted((a, b) => rank(a.kind) - rank(b.kind) || a.key - b.key);
}

/** The next file to go on with, or undefined. */
export const nextFile = (work: Work): Loaded | undefined =>
  inOrder(work.files).find((file) => !file.done && file.table !== null && file.key !== work.current);

/** A single column is a table only where its name says what it holds. */
export const isOneColumn = (table: Table): boolean => table.kind === undefined && table.delimiter === null && firstSettings(table, "company", "EUR").mapping[0] === null && guessKind(table) === null;

/** The names in lists of products and people. */
export function referencesIn(files: readonly Loaded[]): Surroundings["references"] {
  const names = (kind: FileKind): readonly string[] => [
    ...new Set(files.filter((file) => file.kind === kind && file.done).flatMap((file) => (file.table?.rows ?? []).map((row) => (row.cells[0] ?? "").trim()).filter((name) => name !== ""))),
  ];
  return { products: names("products"), people: names("people") };
}
