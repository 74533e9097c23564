// What several parts of a page watch is watched once: the engine works each answer out once, and they hear it together.
import type { EngineLink } from "../act/index.ts";
import type { Watchable, WatchName } from "../engine/api.ts";

type Shows = Watchable[WatchName]["shows"];
interface Shared {
  readonly hearers: Set<(value: Shows) => void>;
  /** The latest word, once there is one. */
  latest?: { readonly value: Shows };
  stop: () => void;
}

const ofLink = new WeakMap<EngineLink, Map<string, Shared>>();

/** As `link.watch`. Who comes later is told at once what the others were told last. */
export function watchShared<N extends WatchName>(link: EngineLink, name: N, of: Watchable[N]["of"], show: (value: Watchable[N]["shows"]) => void): () => void {
  const all = ofLink.get(link) ?? new Map<string, Shared>();
  ofLink.set(link, all);
  const key = `${name} ${JSON.stringify(of)}`;
  const hear = (value: Shows): void => show(value as Watchable[N]["shows"]);
  let shared = all.get(key);
  if (shared) {
    shared.hearers.add(hear);
    if (shared.latest) hear(shared.latest.value);
  } else {
    const made: Shared = { hearers: new Set([hear]), stop: () => undefined };
    all.set(key, made);
    made.stop = link.watch(name, of, (value) => {
      made.latest = { value };
      for (const each of made.hearers) each(value);
    });
    shared = made;
  }
  const mine = shared;
  return () => {
    mine.hearers.delete(hear);
    if (mine.hearers.size > 0 || all.get(key) !== mine) return;
    all.delete(key);
    mine.stop();
  };
}
