// What a step has to know of what is there before it can show its rows: asked for once for each target, and what came of it.
import { useEffect, useState } from "react";
import type { ImportTarget } from "./target.ts";

/** Neither: it is still being asked. `trouble`: why it could not be, as a sentence. */
export interface Looked<F> { readonly found?: F; readonly trouble?: string }

/** `look` is one function for the life of the step, not one made anew each time it is drawn. */
export function useLooked<F>(look: (target: ImportTarget) => Promise<F>, target: ImportTarget): Looked<F> {
  const [looked, setLooked] = useState<Looked<F>>({});
  useEffect(() => {
    let over = false;
    look(target).then((found) => over || setLooked({ found }), (error: unknown) => over || setLooked({ trouble: error instanceof Error ? error.message : String(error) }));
    return () => {
      over = true;
    };
  }, [look, target]);
  return looked;
}
