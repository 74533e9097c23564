// Files as a page shows them: those that hang on a record, or those that only this device has.
import type { RecordState } from "@outrider/shared/records";
import { isDeleted, textOf, valueOf } from "@outrider/shared/records";
import { titleOf } from "@outrider/shared/projection";
import type { FilesOf, FileView } from "../api-records.ts";
import type { Live } from "../live.ts";
import type { Relations, View } from "../relations.ts";
import type { KeptFile } from "./file-ports.ts";

export interface FileViewDeps {
  readonly view: View;
  readonly relations: Pick<Relations, "hanging" | "rootOf">;
  readonly files: ReadonlyMap<string, KeptFile>;
  /** 0 to 1, of what is being sent. */
  readonly progress: ReadonlyMap<string, number>;
  readonly making: (id: string) => "waiting" | "refused" | "done";
}

const numberOf = (state: RecordState, field: string): number | null => {
  const value = valueOf(state, field);
  return typeof value === "number" ? value : null;
};

export function fileViewOf(of: FilesOf, { view, relations, files, progress }: FileViewDeps): Live<readonly FileView[]> {
  const rests = new Set<string>();

  function stateOf(id: string, uploaded: boolean): Pick<FileView, "state" | "sent" | "trouble"> {
    const file = files.get(id);
    const none = { sent: 0, trouble: null };
    if (uploaded || (file && !file.owed)) return { state: "uploaded", ...none };
    if (!file) return { state: "elsewhere", ...none };
    if (file.trouble !== null) return { state: "trouble", sent: 0, trouble: file.trouble };
    const sent = progress.get(id);
    return sent === undefined ? { state: "waiting", ...none } : { state: "uploading", sent, trouble: null };
  }

  function byRecord(state: RecordState): FileView {
    const { at = 0, by = "" } = state.fields["sha256"] ?? {};
    const author = view.read(by);
    if (by !== "") rests.add(by);
    return {
      id: state.id, root: textOf(state, "root"), about: textOf(state, "about") || null, name: titleOf(state), type: textOf(state, "type"), size: numberOf(state, "size") ?? 0,
      width: numberOf(state, "width"), height: numberOf(state, "height"), thumbnail: textOf(state, "thumbnail") || null,
      at, by, byName: author ? titleOf(author) : null, here: files.has(state.id), keep: files.get(state.id)?.keep ?? false, ...stateOf(state.id, valueOf(state, "uploadedAt") !== null),
    };
  }

  const byFile = ({ id, root, name, type, size, at, keep }: KeptFile): FileView => ({
    id, root, about: null, name, type, size, width: null, height: null, thumbnail: null, at, by: "", byName: null, here: true, keep, ...stateOf(id, false),
  });

  const mine = (): readonly FileView[] =>
    [...files.values()].filter(({ owed, made, binned }) => owed && made && !binned).sort((a, b) => a.at - b.at).map((file) => {
      const state = view.read(file.id);
      return state ? byRecord(state) : byFile(file);
    });
  const on = (root: string): readonly FileView[] =>
    relations.hanging(root).filter((state) => state.kind === "attachment" && !isDeleted(state)).map(byRecord).sort((a, b) => b.at - a.at);

  return {
    compute() {
      rests.clear();
      const shown = "owed" in of ? mine() : on(of.root);
      for (const { id } of shown) rests.add(id);
      return shown;
    },
    touched: (changed) =>
      changed === null || [...changed].some((id) => rests.has(id) || ("owed" in of ? files.has(id) : id === of.root || relations.rootOf(id) === of.root || view.read(id)?.kind === "attachment")),
  };
}
