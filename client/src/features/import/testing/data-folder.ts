// Where the data for tests lies, when it is there: OUTRIDER_SHARED, or the folder `shared` beside the repository.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const folder = resolve(process.env["OUTRIDER_SHARED"] ?? resolve(import.meta.dirname, "../../../../../../shared"));

/** Whether the part of the data folder is there; says so on the console when it is not. */
export function hasData(part: string): boolean {
  const there = existsSync(resolve(folder, part));
  if (!there) console.log(`The data folder ${part} is absent: its tests do not run. OUTRIDER_SHARED names the folder.`);
  return there;
}

export const dataBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(resolve(folder, path)));
export const dataFile = (path: string): File => new File([new Uint8Array(dataBytes(path))], path.split("/").at(-1) ?? path);
export const dataText = (path: string): string => readFileSync(resolve(folder, path), "utf8");
