import { useEffect, useState } from "react";
import { useEngineLink } from "../act/index.ts";
import { watchShared } from "./shared-watch.ts";

/** What some records are called, by their ids, following every edit; those that are not on this device are left out. */
export function useTitles(ids: readonly string[]): Readonly<Record<string, string>> {
  const link = useEngineLink();
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  const of = JSON.stringify([...new Set(ids)].sort());
  useEffect(() => {
    const stops = (JSON.parse(of) as readonly string[]).map((id) => watchShared(link, "record", id, ({ view }) => {
      if (view !== null) setTitles((before) => (before[id] === view.title ? before : { ...before, [id]: view.title }));
    }));
    return () => stops.forEach((stop) => stop());
  }, [link, of]);
  return titles;
}
