// What a release of one changed line costs every device: the app is built as it is and again with the line changed, and
// what a service worker would fetch anew is weighed.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "vite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const client = join(import.meta.dirname, "..");
const made: string[] = [];

/** What is kept on a device, by its address: the content's own mark, and kilobytes of gzip. */
type Kept = ReadonlyMap<string, { readonly mark: string; readonly kb: number }>;

interface Change { readonly file: string; readonly from: string; readonly to: string }

function withChange({ file, from, to }: Change): Plugin {
  return {
    name: "one-line-release",
    enforce: "pre",
    transform(code, id) {
      if (!id.replaceAll("\\", "/").endsWith(file)) return null;
      if (!code.includes(from)) throw new Error(`${file} has no ${from}`);
      return code.replace(from, to);
    },
  };
}

async function release(change?: Change): Promise<Kept> {
  const outDir = await mkdtemp(join(tmpdir(), "outrider-release-"));
  made.push(outDir);
  const plugins = () => (change ? [withChange(change)] : []);
  await build({ mode: "weighed", configFile: join(client, "vite.config.ts"), logLevel: "error", build: { outDir, emptyOutDir: true }, plugins: plugins(), worker: { plugins } });
  const worker = await readFile(join(outDir, "service-worker.js"), "utf8");
  const entries = [...worker.matchAll(/\{"?revision"?:(null|"[^"]*"),"?url"?:"([^"]+)"\}/g)];
  const kept = new Map<string, { mark: string; kb: number }>();
  for (const [, mark = "", url = ""] of entries) kept.set(url, { mark, kb: gzipSync(await readFile(join(outDir, url)), { level: 9 }).length / 1024 });
  kept.set("service-worker.js", { mark: String(change?.to), kb: gzipSync(worker, { level: 9 }).length / 1024 });
  return kept;
}

/** What is not on a device that has the version before, in KB. */
function fetchedAnew(before: Kept, after: Kept): { readonly kb: number; readonly files: readonly string[] } {
  const anew = [...after].filter(([url, { mark }]) => before.get(url)?.mark !== mark);
  return { kb: anew.reduce((sum, [, { kb }]) => sum + kb, 0), files: anew.map(([url, { kb }]) => `${url} ${kb.toFixed(1)}`) };
}

describe("a release of one line", { timeout: 120_000 }, () => {
  let before: Kept = new Map();
  beforeAll(async () => {
    // The runner's own mode would build React for development.
    vi.stubEnv("NODE_ENV", "production");
    before = await release();
  }, 120_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    for (const each of made) await rm(each, { recursive: true, force: true });
  });

  it("W1 what is kept on the device is the whole app", () => {
    expect(before.size).toBeGreaterThan(30);
    expect([...before.keys()]).toEqual(expect.arrayContaining(["index.html", "manifest.webmanifest", "boot.js"]));
    expect([...before.keys()].filter((url) => /engine\.worker/.test(url))).toHaveLength(1);
  });

  it("W4 the engine starts without what rich texts rest on", async () => {
    const code = async (name: RegExp): Promise<string> => readFile(join(made[0] ?? "", [...before.keys()].find((url) => name.test(url)) ?? ""), "utf8");
    const worker = await code(/assets\/engine\.worker-[\w-]+\.js$/);
    expect(worker).toMatch(/import\([`"']\.\/engine-text-/);
    for (const starts of [worker, await code(/assets\/engine-rules-[\w-]+\.js$/)]) expect(starts).not.toMatch(/from\s*["']\.\/engine-text-/);
  });

  it.each([
    { what: "a word of the frame", limit: 25, change: { file: "/src/app/text.ts", from: "with or without a network", to: "with and without a network" } },
    { what: "a word of one page", limit: 25, change: { file: "/src/features/search/texts.ts", from: "Find anything", to: "Find everything" } },
    { what: "a line of the engine", limit: 60, change: { file: "/src/engine/host.ts", from: "The engine has ended.", to: "The engine has ended now." } },
  ])("W1 $what changed makes a device fetch at most $limit KB", async ({ change, limit }) => {
    const { kb, files } = fetchedAnew(before, await release(change));
    console.log(`${change.file}: ${kb.toFixed(1)} KB of ${[...before.values()].reduce((sum, each) => sum + each.kb, 0).toFixed(0)} KB: ${files.join(", ")}`);
    expect(kb).toBeLessThan(limit);
    expect(files.length).toBeGreaterThan(2);
  });
});
