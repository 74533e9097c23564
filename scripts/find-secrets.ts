// Looks for secrets in every tracked file: what the rules of secretlint find (keys, tokens and connection strings by the
// form their issuers give them), and files whose name says that they hold one. What a finding reads is never printed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { allowedSecrets } from "./allowed-secrets.ts";

/** Pictures and fonts hold no text. */
const BINARY = new Set([".png", ".ico", ".jpg", ".woff2", ".wasm", ".gz", ".br"]);
const SECRET_NAMES = /^(?:\.env|.*\.(?:pem|key|p12|pfx|jks|keystore)|id_(?:rsa|ed25519|ecdsa))$/;

const tracked = (root: string): readonly string[] =>
  execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).split("\0").filter((path) => path !== "");

/** One line for each secret of the tracked files of `root`, and for each exception that fits nothing. None where all is well. */
export async function secretFaults(root: string, allowed: typeof allowedSecrets = allowedSecrets): Promise<readonly string[]> {
  const config = { rules: [{ id: creator.meta.id, rule: creator }] };
  const faults: string[] = [];
  const used = new Set<unknown>();
  for (const path of tracked(root)) {
    if (SECRET_NAMES.test(basename(path))) faults.push(`${path}: a file of this name holds secrets, and is not for keeping here`);
    if (BINARY.has(extname(path))) continue;
    const content = readFileSync(join(root, path), "utf8");
    const { messages } = await lintSource({
      source: { filePath: path, content, contentType: "text", ext: extname(path) },
      options: { config, locale: "en", noPhysicFilePath: true, maskSecrets: true },
    });
    for (const { range, loc, message } of messages) {
      const found = content.slice(range[0], range[1]);
      const exception = allowed.find((it) => it.path === path && found.includes(it.text));
      if (exception === undefined) faults.push(`${path}:${loc.start.line}: ${message}`);
      used.add(exception);
    }
  }
  return [...faults, ...allowed.filter((it) => !used.has(it)).map(({ path }) => `${path}: an exception of scripts/allowed-secrets.ts fits nothing here`)];
}
