// What a file that is added to a record is read as: its bytes, its type by what it begins with, a small picture of one that is a
// picture. It comes with the first file, so that a record opens without it.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { MOST_FILE_BYTES, MOST_THUMBNAIL } from "@outrider/shared/schema";
import { smallPicture } from "../platform/small-picture.ts";
import { words } from "./file-texts.ts";
import { rasterType } from "./raster-type.ts";

/** `width`, `height`: pixels of a picture. */
export interface FileRead { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly width?: number; readonly height?: number; readonly thumbnail?: string }

const MOST_NAME = 300;
const MOST_TYPE = 127;
/** Without signs that cannot be seen, of which some turn a name round. */
const nameOf = (name: string): string => {
  const clean = [...name.replace(/[\p{C}\u2028\u2029]/gu, "")].slice(0, MOST_NAME / 2).join("").trim();
  return clean === "" ? words.unnamed : clean;
};
const typeOf = (type: string): string => (/^[\w.+-]+\/[\w.+-]+$/.test(type) && type.length <= MOST_TYPE ? type : "");

/** Or why it is not added, in words. */
export async function readFile(file: File): Promise<Result<FileRead, string>> {
  const name = nameOf(file.name);
  if (file.size > MOST_FILE_BYTES) return err(words.tooLarge(name));
  const bytes = await file.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);
  if (bytes === null) return err(words.unreadable(name));
  if (bytes.length === 0) return err(words.empty(name));
  const type = rasterType(bytes);
  const picture = type === null ? null : await smallPicture(new Blob([bytes], { type }), MOST_THUMBNAIL);
  const more = picture === null ? {} : { width: picture.width, height: picture.height, ...(picture.thumbnail !== undefined && { thumbnail: picture.thumbnail }) };
  return ok({ name, type: type ?? typeOf(file.type), bytes, ...more });
}
