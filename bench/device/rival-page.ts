// Owns the page in which a rival store is measured: a list of the newest deals, a box to find some, a button that edits
// the first. The least that a page can do, so that what is measured is the store.
import type { PlainRecord } from "./mixed-records.ts";
import type { RivalStore } from "./rival-stores.ts";

export interface Rival {
  /** Takes records from the server, a page of 500 after the other; milliseconds to the first list and to the end. */
  fill(count: number, limitMs: number): Promise<{ readonly usable: number; readonly whole: number | null; readonly held: number }>;
}

declare global {
  var rival: Rival;
}

/** What stands in the page before the app runs. */
export const RIVAL_BODY = '<label>Find <input></label><button>Edit</button><div role="table" aria-rowcount="-1"></div>';

function app(store: RivalStore): void {
  const [table, box, button] = [document.querySelector("[role=table]") as HTMLElement, document.querySelector("input") as HTMLInputElement, document.querySelector("button") as HTMLButtonElement];
  let shown: readonly PlainRecord[] = [];
  let answers = 0;
  const show = (rows: readonly PlainRecord[]): void => {
    shown = rows;
    table.replaceChildren(...rows.map((row) => {
      const line = document.createElement("div");
      const link = document.createElement("a");
      line.dataset["row"] = row.id;
      link.textContent = `${row.title} ${String(row.values["notes"])}`;
      line.append(link);
      return line;
    }));
    answers += 1;
    table.setAttribute("aria-rowcount", String(answers));
  };
  const list = async (): Promise<void> => show(await (box.value === "" ? store.newest(50) : store.find(box.value.toLowerCase(), 50)));
  let edits = 0;
  box.addEventListener("input", () => void list());
  button.addEventListener("click", () => void store.edit(shown[0]?.id ?? "", `measured ${++edits}`).then(list));
  globalThis.rival = {
    async fill(count, limitMs) {
      const begin = performance.now();
      let usable = 0;
      for (let from = 0; from < count; from += 500) {
        if (performance.now() - begin > limitMs) return { usable, whole: null, held: from };
        const records = (await (await fetch(`/records?from=${from}&count=${Math.min(500, count - from)}`)).json()) as PlainRecord[];
        await store.put(records);
        if (from === 0) {
          await list();
          usable = performance.now() - begin;
        }
      }
      return { usable, whole: performance.now() - begin, held: count };
    },
  };
  void store.newest(1).then((rows) => (rows.length > 0 ? list() : undefined));
}

/** What the page loads, over a store made by the function of that text. */
export const rivalScript = (makeStore: () => RivalStore): string => `(${app.toString()})((${makeStore.toString()})());`;
