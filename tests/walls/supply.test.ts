// Leans on the walls around what comes in: a secret in a tracked file, a lock that would take something else than what
// was looked at, and a bill of materials that does not list what is installed.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { billFaults, billOfMaterials } from "../../scripts/bill-of-materials.ts";
import { secretFaults } from "../../scripts/find-secrets.ts";
import { type Lock, lockFaults, readLock } from "../../scripts/lock-rules.ts";
import { projectRoot } from "./scratch-tree.ts";

describe("the secret scan", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "outrider-secrets-"));
    execFileSync("git", ["init", "-q"], { cwd: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const track = (path: string, content: string) => {
    writeFileSync(join(folder, path), content);
    execFileSync("git", ["add", "-f", path], { cwd: folder });
  };

  // Put together here, so that this file holds none.
  const random = "Zk3Qw9TrXb7LmPv2Ys8Nd4Hf6Jc1Ga5Ue0Ro";
  const planted = {
    "the key of a private pair": generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    "a token of GitHub": `token = "ghp_${random}"`,
    "a hook of Slack": `url = "https://hooks.slack.com/${["services", "T0ABCDEFG", "B0ABCDEFG", random.slice(0, 24)].join("/")}"`,
    "a database with its password": `DATABASE_URL=postgres://outrider:${random.slice(0, 12)}@db.example.org:5432/crm`,
  };

  test.each(Object.entries(planted))("%s is found, and not repeated", async (_what, content) => {
    track("settings.txt", `# settings\n${content}\n`);
    const faults = await secretFaults(folder, []);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain("settings.txt:2:");
    expect(faults[0]).not.toContain(random.slice(0, 12));
    expect(faults[0]).not.toContain(content.split("\n")[1]?.slice(0, 12) ?? random);
  });

  test("a file whose name says that it holds secrets is found; one that is not tracked is not looked at", async () => {
    track(".env", "PORT=1\n");
    writeFileSync(join(folder, "own.txt"), planted["a token of GitHub"]);
    expect(await secretFaults(folder, [])).toEqual([".env: a file of this name holds secrets, and is not for keeping here"]);
  });

  test("an exception holds for its file and text alone, and is found where it fits nothing", async () => {
    track("settings.txt", planted["a database with its password"]);
    const text = "db.example.org";
    expect(await secretFaults(folder, [{ path: "settings.txt", text, reason: "made up" }])).toEqual([]);
    expect(await secretFaults(folder, [{ path: "other.txt", text, reason: "made up" }])).toHaveLength(2);
  });

  test("our own files hold none", async () => {
    expect(await secretFaults(projectRoot)).toEqual([]);
  });
});

describe("the lock", () => {
  const lock = readLock(projectRoot);
  const changed = (path: string, to: Partial<Lock["packages"][string]>): Lock => ({ ...lock, packages: { ...lock.packages, [path]: { ...lock.packages[path]!, ...to } } });
  const hono = "node_modules/hono";
  const added = (path: string): Lock => ({ ...lock, packages: { ...lock.packages, [path]: { ...lock.packages[hono]!, link: false } } });

  const bad: readonly (readonly [what: string, lock: Lock, fault: string])[] = [
    ["a package with no hash", changed(hono, { integrity: undefined }), "no SHA-512"],
    ["a hash that is too weak", changed(hono, { integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }), "no SHA-512"],
    ["a package from another address", changed(hono, { resolved: "https://example.com/hono.tgz" }), "names where it comes from"],
    ["a package from a repository", changed(hono, { resolved: "git+ssh://git@example.com/hono.git#1" }), "names where it comes from"],
    ["a package under the name of another", changed(hono, { name: "honno" }), "is another package"],
    ["a package that runs something at its install", changed(hono, { hasInstallScript: true }), "runs something"],
    ["a package inside another", changed(hono, { inBundle: true }), "inside another"],
    ["no exact version", changed(hono, { version: "latest" }), "no exact version"],
    ...["git+https://example.com/x.git", "github:someone/x", "someone/x", "http://example.com/x.tgz", "file:../x", "https://example.com/x.tgz"]
      .map((range) => [`a dependency on ${range}`, changed(hono, { dependencies: { x: range } }), "comes from"] as const),
    ["a dependency the manifest does not name", changed("", { dependencies: { ...lock.packages[""]!.dependencies, more: "1.0.0" } }), "not those of its package.json"],
    ["a link to a folder that is no workspace", changed("node_modules/@outrider/shared", { resolved: "elsewhere" }), "is no workspace"],
    ["a folder that is no workspace", added("elsewhere"), "no workspace"],
    ["an older form of lock", { ...lock, lockfileVersion: 1 }, "lockfileVersion"],
  ];

  test.each(bad)("%s is found", (_what, changedLock, fault) => {
    expect(lockFaults(projectRoot, changedLock).join("\n")).toContain(fault);
  });

  test("ours has none", () => {
    expect(lockFaults(projectRoot)).toEqual([]);
  });
});

describe("the bill of materials", () => {
  const made = billOfMaterials(projectRoot);
  const lock = readLock(projectRoot);

  test("the same lock gives the same bill, which lists all that is installed", () => {
    expect(billFaults(made, lock)).toEqual([]);
    expect(made.components.length).toBeGreaterThan(900);
    expect(billOfMaterials(projectRoot)).toEqual(made);
    expect(JSON.stringify(made)).not.toContain(projectRoot);
  });

  test("a package that is missing, too much or another is found", () => {
    const without = { ...made, components: made.components.filter(({ name }) => name !== "hono") };
    expect(billFaults(without, lock).join("\n")).toMatch(/hono@\S+ is not in the bill/);
    const more = { ...made, components: [...made.components, { ...made.components[0]!, "bom-ref": "honno@1.0.0", name: "honno" }] };
    expect(billFaults(more, lock)).toEqual(["honno@1.0.0 is not in the lock"]);
    const other = { ...made, components: made.components.map((it) => (it.name === "hono" ? { ...it, hashes: [{ alg: "SHA-512", content: "00" }] } : it)) };
    expect(billFaults(other, lock).join("\n")).toContain("its hash is not that of the lock");
  });
});
