// Presses anywhere in the page, for as long as a component stands. The handler must be stable.
import { useEffect } from "react";
import { watchPresses } from "../platform/document-face.ts";

export function usePresses(onPress: () => void): void {
  useEffect(() => watchPresses(onPress), [onPress]);
}
