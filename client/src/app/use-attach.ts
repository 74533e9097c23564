// Adds files to a record: reads them, makes a small picture of each that is one, and says what was saved and what was not.
import { MOST_FILE_BYTES, MOST_THUMBNAIL } from "@outrider/shared/schema";
import { useCallback } from "react";
import { useAct } from "../act/index.ts";
import { smallPicture } from "../platform/small-picture.ts";
import { useToast } from "../ui/toast.tsx";
import { useApp } from "./app-context.tsx";
import { words } from "./file-texts.ts";
import { rasterType } from "./raster-type.ts";
import { useUndo } from "./use-perform.ts";

export interface AttachTo { readonly root: string; /** One of its activities. */ readonly about?: string }

const MOST_NAME = 300;
const MOST_TYPE = 127;
/** Without signs that cannot be seen, of which some turn a name round. */
const nameOf = (name: string): string => {
  const clean = [...name.replace(/[\p{C}\u2028\u2029]/gu, "")].slice(0, MOST_NAME / 2).join("").trim();
  return clean === "" ? words.unnamed : clean;
};
const typeOf = (type: string): string => (/^[\w.+-]+\/[\w.+-]+$/.test(type) && type.length <= MOST_TYPE ? type : "");

/** Answers how many were saved; why another one was not has been said. */
export function useAttach(): (to: AttachTo, files: readonly File[]) => Promise<number> {
  const act = useAct();
  const toast = useToast();
  const undo = useUndo();
  const { edits } = useApp();
  return useCallback(
    async (to, files) => {
      const bad = (message: string): false => {
        toast({ message, tone: "bad" });
        return false;
      };
      const one = async (file: File): Promise<boolean> => {
        const name = nameOf(file.name);
        if (file.size > MOST_FILE_BYTES) return bad(words.tooLarge(name));
        const bytes = await file.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);
        if (bytes === null) return bad(words.unreadable(name));
        if (bytes.length === 0) return bad(words.empty(name));
        const type = rasterType(bytes);
        const picture = type === null ? null : await smallPicture(new Blob([bytes], { type }), MOST_THUMBNAIL);
        const more = picture === null ? {} : { width: picture.width, height: picture.height, ...(picture.thumbnail !== undefined && { thumbnail: picture.thumbnail }) };
        const outcome = await act.attach({ ...to, name, type: type ?? typeOf(file.type), bytes, ...more });
        if (!outcome.ok) return bad(outcome.error.message);
        const { group } = outcome.value;
        edits.add(group);
        toast({ message: words.added(name), about: "edit", onUndo: () => void undo([group]) });
        return true;
      };
      let saved = 0;
      for (const file of files) if (await one(file)) saved += 1;
      return saved;
    },
    [act, toast, undo, edits],
  );
}
