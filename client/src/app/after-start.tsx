// What the first screen does without: it comes once the engine runs and the browser has nothing else to do, so that a
// start fetches, reads and draws only what is looked at.
import type { ReactNode } from "react";
import { useStatus } from "../read/index.ts";
import { useQuiet } from "../ui/use-quiet.ts";

export const AfterStart = ({ children }: { readonly children: ReactNode }) => {
  const { phase } = useStatus();
  return useQuiet(phase !== "starting") ? children : null;
};
