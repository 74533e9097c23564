// Keys pressed anywhere in the page, for as long as a component stands. The handler must be stable.
import { useEffect } from "react";
import { watchKeys } from "../platform/document-face.ts";

export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  useEffect(() => watchKeys(onKey), [onKey]);
}
