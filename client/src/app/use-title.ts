// Names the window after the page.
import { useEffect } from "react";
import { setDocumentTitle } from "../platform/document-face.ts";
import { text } from "./text.ts";

export const useTitle = (page: string): void => {
  useEffect(() => setDocumentTitle(text.title(page)), [page]);
};
