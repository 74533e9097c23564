// What was released before today: the same code with a schema that lacks some kinds and fields, each in a module of its
// own with the engine of its devices and the feed of its servers. Today's is to them what tomorrow's will be to today's.
// Invariant: a release knows all that the one before it knows. It knows the bundler and no run.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { build, type Plugin } from "esbuild";
import { type App, type Release, TODAY, type Withheld } from "./release.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
/** Inside of node_modules, so that packages are found from there. */
const cache = join(root, "node_modules/.cache/releases");

const LAST: Withheld = { kinds: ["objection"], fields: { contact: ["title"], company: ["notes"] } };
const BEFORE: Withheld = { kinds: [...LAST.kinds, "task"], fields: { ...LAST.fields, lead: ["score"], company: ["notes", "industry"] } };

let made: Promise<readonly Release[]> | null = null;

/** The two before today and today, oldest first. */
export const threeReleases = (): Promise<readonly Release[]> =>
  (made ??= Promise.all([release(SCHEMA_VERSION - 2, BEFORE), release(SCHEMA_VERSION - 1, LAST)]).then((earlier) => [...earlier, TODAY]));

/** Ours is the code that a run is about; packages are the same for all. */
const oursAlone: Plugin = {
  name: "ours-alone",
  setup(of) {
    of.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const [scope, owner, room] = path.split("/");
      if (scope === "@outrider" && owner === "shared") return { path: join(root, `shared/src/${room ?? ""}/index.ts`) };
      return kind === "entry-point" ? null : { path, external: true };
    });
  },
};

const without = (schema: number, { kinds, fields }: Withheld): Plugin => ({
  name: "an-earlier-schema",
  setup(of) {
    const answer = (contents: string) => ({ contents, loader: "ts" as const });
    of.onLoad({ filter: /shared\/src\/schema\/version\.ts$/ }, () => answer(`export const SCHEMA_VERSION = ${schema};`));
    of.onLoad({ filter: /shared\/src\/schema\/entities\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const parted = text.replace(/export const entities = (\{[^}]*\}) satisfies Record<string, Entity>;/, "export const entities = known($1);");
      if (parted === text) throw new Error("the table of entities is not where it was");
      return answer(`${parted}
        function known(all) {
          const [kinds, fields] = ${JSON.stringify([kinds, fields])};
          const kept = (map, names) => Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)));
          return Object.fromEntries(Object.entries(kept(all, kinds)).map(([kind, entity]) => [kind, { ...entity, fields: kept(entity.fields, fields[kind] ?? []) }]));
        }`);
    });
  },
});

async function release(schema: number, withheld: Withheld): Promise<Release> {
  mkdirSync(cache, { recursive: true });
  // Tests beside one another make their own.
  const [entry, outfile] = ["entry.ts", "mjs"].map((end) => join(cache, `${schema}-${process.pid}.${end}`)) as [string, string];
  const from = (path: string): string => JSON.stringify(join(root, path));
  writeFileSync(entry, `export { createEngine, createMemoryStore, StorageFull } from ${from("client/src/engine/index.ts")};\nexport { createFeed } from ${from("sync-server/src/feed/feed.ts")};\n`);
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "silent", plugins: [oursAlone, without(schema, withheld)] });
  const { createFeed: feed, ...app } = (await import(pathToFileURL(outfile).href)) as App & Pick<Release, "createFeed">;
  return { schema, withheld, app, createFeed: feed };
}
