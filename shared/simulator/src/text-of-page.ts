// What a page shows, as words.
import { textOfBody } from "@outrider/shared/bodies";
import * as Y from "yjs";

export const textOfDoc = (doc: Y.Doc): string => textOfBody(Y.encodeStateAsUpdate(doc));
