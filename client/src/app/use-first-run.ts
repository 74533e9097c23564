// Whether this person is here for the first time on this device, until it is said that no more need be shown.
import { useCallback, useState } from "react";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useUser } from "./app-context.tsx";

export function useFirstRun(): { readonly first: boolean; readonly end: () => void } {
  const key = `outrider.toured.${useUser()?.id ?? ""}`;
  const [first, setFirst] = useState(() => browserTextMemory.read(key) === undefined);
  const end = useCallback(() => {
    browserTextMemory.write(key, "yes");
    setFirst(false);
  }, [key]);
  return { first, end };
}
