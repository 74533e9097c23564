// Owns the path of a file of this folder and of what is installed in it.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const localFile = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The version of an installed peer package, or undefined when it is not there. */
export const installedVersion = (name: string): string | undefined => {
  const manifest = localFile(`./node_modules/${name}/package.json`);
  if (!existsSync(manifest)) return undefined;
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version?: string }).version;
};

/** Says which of the packages are not there, in words, or undefined when all are. */
export const missingPackages = (names: readonly string[]): string | undefined => {
  const absent = names.filter((name) => installedVersion(name) === undefined);
  return absent.length === 0 ? undefined : `not installed: ${absent.join(", ")}`;
};
