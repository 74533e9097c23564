// A model in a folder as Node runs it, for the evaluation.
import { readModelFolder } from "../../sync-server/src/models/model-folder.ts";
import { createNodeEmbedder } from "../../sync-server/src/models/node-embedder.ts";

export interface NodeModel { readonly name: string; readonly embed: (texts: readonly string[]) => Promise<readonly Int8Array[]>; readonly close: () => Promise<void> }

/** Null where there is no model in it; rejects where there is half of one. */
export async function openNodeModel(folder: string): Promise<NodeModel | null> {
  const manifest = await readModelFolder(folder);
  if (manifest === null) return null;
  const { model: name, embed, close } = createNodeEmbedder({ model: manifest.model, folder });
  return { name, embed, close };
}
