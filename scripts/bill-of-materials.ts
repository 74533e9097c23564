// The bill of materials (CycloneDX) of what is installed, made by npm from the lock. The same lock gives the same bytes:
// what npm adds of the moment and the machine is taken out, and the serial number follows from the rest. Run by itself
// (`npm run sbom`) it writes dist/sbom.cdx.json.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type Lock, packageAt, readLock } from "./lock-rules.ts";

const component = z.looseObject({
  "bom-ref": z.string(),
  name: z.string(),
  version: z.string(),
  purl: z.string(),
  hashes: z.array(z.object({ alg: z.string(), content: z.string() })).default([]),
});
const bill = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});
type Bill = z.infer<typeof bill>;

/** A UUID (version 8) that follows from `text`. */
function serialOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const hexOf = (integrity: string): string => Buffer.from(integrity.slice(integrity.indexOf("-") + 1), "base64").toString("hex");

interface Installed { readonly ref: string; readonly name: string; readonly version: string; readonly sha512: string }

const installedBy = (lock: Lock): readonly Installed[] =>
  Object.entries(lock.packages).flatMap(([path, { version = "", integrity = "", link }]) => {
    const name = packageAt(path);
    return link || !path.includes("node_modules/") ? [] : [{ ref: `${name}@${version}`, name, version, sha512: hexOf(integrity) }];
  });

const asComponent = ({ ref, name, version, sha512 }: Installed) => ({
  "bom-ref": ref, type: "library", name, version, purl: `pkg:npm/${name.replace("@", "%40")}@${version}`, hashes: [{ alg: "SHA-512", content: sha512 }],
});

/** What npm says of the lock of `root`, without the moment, the machine and the name of the folder. */
export function billOfMaterials(root: string): Bill {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // A tool that asks for a newer release of a package than it is given here (and works with it) is no fault of the list.
  // So asked, npm leaves out what comes in only as the peer of another; that is added from the lock.
  const args = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application", "--legacy-peer-deps", "--loglevel=error"];
  const made = spawnSync(npm, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, shell: process.platform === "win32" });
  if (made.status !== 0) throw new Error(`npm made no bill of materials: ${made.stderr.trim()}`);
  const { serialNumber: _serial, metadata, ...rest } = bill.parse(JSON.parse(made.stdout));
  const { timestamp: _timestamp, tools: _tools, component: ours, ...known } = metadata;
  const listed = new Set(rest.components.map((it) => it["bom-ref"]));
  const peers = installedBy(readLock(root)).filter(({ ref }) => !listed.has(ref)).map(asComponent);
  const still = { ...rest, components: [...rest.components, ...peers], metadata: { ...known, component: { ...ours, name: "outrider" } } };
  return { ...still, serialNumber: serialOf(JSON.stringify(still)) };
}

/** One line for each package of the lock that the bill lacks or has otherwise, and for each it has too much. */
export function billFaults(made: Bill, lock: Lock): readonly string[] {
  const listed = new Map(made.components.map((it) => [it["bom-ref"], it] as const));
  const faults: string[] = [];
  const installed = installedBy(lock);
  for (const { ref, sha512 } of installed) {
    const found = listed.get(ref);
    if (found === undefined) faults.push(`${ref} is not in the bill of materials`);
    else if (!found.hashes.some(({ alg, content }) => alg === "SHA-512" && content === sha512)) faults.push(`${ref}: its hash is not that of the lock`);
  }
  const known = new Set(installed.map(({ ref }) => ref));
  return [...faults, ...[...listed.keys()].filter((ref) => !known.has(ref) && !ref.startsWith("@outrider/")).map((ref) => `${ref} is not in the lock`)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), "..");
  const made = billOfMaterials(root);
  const faults = billFaults(made, readLock(root));
  for (const fault of faults) console.error(fault);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, "dist/sbom.cdx.json"), `${JSON.stringify(made, null, 2)}\n`);
  console.log(`dist/sbom.cdx.json: ${made.components.length} components`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
