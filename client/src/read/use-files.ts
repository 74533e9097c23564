// Files as they stand on this device, following every step of their upload.
import type { FileView } from "../engine/api-records.ts";
import { useWatch } from "./use-watch.ts";

/** Those of a record, newest first. Undefined until the engine has said. */
export const useFiles = (root: string): readonly FileView[] | undefined => useWatch("files", JSON.stringify({ root }), root);
/** Those whose bytes only this device has, oldest first. */
export const useOwedFiles = (): readonly FileView[] | undefined => useWatch("files", JSON.stringify({ owed: true }), "");
