// Makes the usual formatters one after another while the page waits for its records: the first of days alone takes as
// long as drawing a list, and none of them holds up a tap.
import { useEffect } from "react";
import { usualFormats } from "./format.ts";

export const useUsualFormats = (): void =>
  useEffect(() => {
    const left = [...usualFormats];
    let timer = setTimeout(function next() {
      left.shift()?.();
      if (left.length > 0) timer = setTimeout(next);
    });
    return () => clearTimeout(timer);
  }, []);
