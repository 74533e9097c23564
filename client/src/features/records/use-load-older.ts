// What the server names and this device does not hold, fetched a few pages at a time as the person asks for it.
import { useState } from "react";
import { useAct } from "../../act/index.ts";
import { useApp } from "../../app/app-context.tsx";
import { FIRST, type Loaded, loadOlder } from "./load-older.ts";

export function useLoadOlder(addresses: readonly string[]) {
  const { api } = useApp();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const [{ result, place }, setLoaded] = useState<Loaded>({ result: "more", place: FIRST });
  /** Resolves to how far it is by then. */
  const load = async (): Promise<Loaded> => {
    setAsking(true);
    const loaded = await loadOlder({ addresses, from: place, ask: (path) => api({ method: "GET", path }), fetch: (named) => act.fetch(named) });
    setAsking(false);
    setLoaded(loaded);
    return loaded;
  };
  return { asking, result, place, load };
}
