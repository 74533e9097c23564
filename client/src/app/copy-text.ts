// Puts text where it can be pasted from; false where the browser does not allow it.
import { writeClipboard } from "../platform/document-face.ts";

export const copyText = (text: string): Promise<boolean> => writeClipboard(text);
