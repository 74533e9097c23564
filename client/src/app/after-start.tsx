// What the first screen does without: it comes once the engine runs and the browser has nothing else to do, so that a
// start fetches, reads and draws only what is looked at. Where the engine does not come to run it comes all the same.
import { useEffect, useState, type ReactNode } from "react";
import { useStatus } from "../read/index.ts";
import { useQuiet } from "../ui/use-quiet.ts";

const LATEST_MS = 10_000;

export const AfterStart = ({ children }: { readonly children: ReactNode }) => {
  const { phase } = useStatus();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATEST_MS);
    return () => clearTimeout(timer);
  }, []);
  return useQuiet(late || phase !== "starting") ? children : null;
};
