// Files with which the system has opened this app, handed to the page that takes them. The handler must be stable.
import { useEffect } from "react";
import { watchLaunchedFiles } from "../platform/launched-files.ts";

export function useLaunchedFiles(onFiles: (files: readonly File[]) => void): void {
  useEffect(() => watchLaunchedFiles(onFiles), [onFiles]);
}
