// The map of rooms as docs/rooms.md shows it: which rooms there are (the rules of .dependency-cruiser.cjs), what each owns (the
// README in its folder) and whom it imports (the imports that stand in its files). Tests and what only tests import are left out.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";

export interface Room {
  /** `kernel`. */
  readonly name: string;
  /** `shared/src/kernel`, from the root of the project. */
  readonly folder: string;
}

export interface Part {
  /** The folder the rooms of this part lie in. */
  readonly base: string;
  readonly rooms: readonly Room[];
}

const BASES = { shared: "shared/src", client: "client/src", server: "sync-server/src" } as const;
const IMPORT = /(?:from|import\(|new URL\()\s*"([^"]+)"|^import "([^"]+)"/gm;

/** The rooms that have a rule, in the order of the rules. root: of the project. */
export function partsOf(root: string): readonly Part[] {
  const { forbidden } = createRequire(import.meta.url)(join(root, ".dependency-cruiser.cjs")) as { readonly forbidden: readonly { readonly name: string; readonly from: { readonly path?: string } }[] };
  return Object.entries(BASES).map(([part, base]) => ({
    base,
    rooms: forbidden.flatMap(({ name, from }) => {
      const room = name.startsWith(`${part}-`) ? name.slice(part.length + 1) : "";
      return from.path === `^${base}/${room}/` ? [{ name: room, folder: `${base}/${room}` }] : [];
    }),
  }));
}

/** What a room says of itself in its README: "" where it does not say it. */
export function headerOf(root: string, folder: string): { readonly owns: string; readonly knowsNot: string } {
  const path = join(root, folder, "README.md");
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const said = (mark: string): string => lines.find((line) => line.startsWith(mark))?.slice(mark.length).trim() ?? "";
  return { owns: said("Owns:"), knowsNot: said("Does not know:") };
}

/** Rooms of the same part that a room imports, and rooms of shared, as its files have it. */
function importsOf(root: string, { base, rooms }: Part, room: Room): { readonly near: readonly string[]; readonly shared: readonly string[] } {
  const near = new Set<string>();
  const shared = new Set<string>();
  for (const entry of readdirSync(join(root, room.folder), { withFileTypes: true, recursive: true })) {
    const folder = posix.join(room.folder, entry.parentPath.slice(join(root, room.folder).length));
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /\.(test|contract)\.tsx?$/.test(entry.name) || folder.includes("/testing")) continue;
    for (const [, from, alone] of readFileSync(join(root, folder, entry.name), "utf8").matchAll(IMPORT)) {
      const target = from ?? alone ?? "";
      if (target.startsWith("@outrider/shared/")) shared.add(target.split("/")[2] ?? "");
      if (!target.startsWith(".")) continue;
      const path = posix.join(folder, target);
      const other = rooms.find((each) => path.startsWith(`${each.folder}/`));
      if (other !== undefined && other !== room && path.startsWith(base)) near.add(other.name);
    }
  }
  shared.delete(room.name);
  return { near: [...near].sort(), shared: [...shared].sort() };
}

/** The arrows to draw: one that others lead to as well is left out, so that the picture can be read. */
function drawn(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly [from: string, to: string])[] {
  const left = new Map([...imports].map(([from, to]) => [from, new Set(to)]));
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(left.get(from) ?? [])].some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  for (const [from, to] of [...left].flatMap(([name, others]) => [...others].map((other) => [name, other] as const))) {
    left.get(from)?.delete(to);
    if (!reaches(from, to)) left.get(from)?.add(to);
  }
  return [...left].flatMap(([from, to]) => [...to].sort().map((other) => [from, other] as const));
}

/** Mermaid takes some words for its own. */
const node = (name: string): string => `${name}_room[${name}]`;

function partMap(root: string, part: Part): readonly string[] {
  const inShared = part.base === BASES.shared;
  const rows = part.rooms.map((room) => ({ ...room, ...importsOf(root, part, room), ...headerOf(root, room.folder) })).map((row) => ({ ...row, near: inShared ? row.shared : row.near }));
  const said = (names: readonly string[]): string => (names.length === 0 ? "–" : names.join(", "));
  return [
    `## \`${part.base}\``,
    "",
    "```mermaid",
    "flowchart LR",
    ...rows.map(({ name }) => `  ${node(name)}`),
    ...drawn(new Map(rows.map(({ name, near }) => [name, near]))).map(([from, to]) => `  ${from}_room --> ${to}_room`),
    "```",
    "",
    inShared ? "| Room | What it owns | Imports |" : "| Room | What it owns | Imports | Of shared |",
    inShared ? "|---|---|---|" : "|---|---|---|---|",
    ...rows.map(({ name, folder, owns, near, shared }) => `| [\`${name}\`](../${folder}/README.md) | ${owns} | ${said(near)} |${inShared ? "" : ` ${said(shared)} |`}`),
    "",
  ];
}

/** docs/rooms.md, whole. */
export const roomMap = (root: string): string => [
  "# Rooms",
  "",
  "The code is divided into rooms: a folder each, with a README that says what it owns and what it does not know. Who may import",
  "whom is a line a room in `.dependency-cruiser.cjs`, and is checked; the tables here have the imports that stand in the code, and the",
  "pictures those of them that no other arrows lead to. Client and server never import each other: they meet in `shared`, which is pure.",
  "Drawn by `npm run map`.",
  "",
  ...partsOf(root).flatMap((part) => partMap(root, part)),
].join("\n");
