// Saves one field of a record as it was typed. When somebody else has set it meanwhile, says so once; saving again
// replaces it.
import { useCallback, useEffect, useRef } from "react";
import type { RecordPage } from "../../read/index.ts";
import { useUser } from "../../app/app-context.tsx";
import type { PageKind } from "../../app/record-route.ts";
import { showValue } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import { fieldFor } from "./kinds.ts";
import { changedSince, type Seen } from "./meanwhile.ts";
import { parseInput } from "./parse-input.ts";
import { pageWords } from "./page-texts.ts";

export function useFieldSave(view: RecordPage, kind: PageKind, name: string, currency: string) {
  const perform = usePerform();
  const me = useUser()?.id ?? "";
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  }, [view]);
  const seen = useRef<Seen>(undefined);
  const field = fieldFor(kind, name);

  const begin = useCallback(() => {
    seen.current = latest.current.fields[name] ?? { value: null, by: me };
  }, [name, me]);

  /** The reason why not, or undefined. */
  const save = useCallback(
    async (typed: string): Promise<string | undefined> => {
      const parsed = parseInput(field, typed, currency);
      if (!parsed.ok) return parsed.error;
      const { titles, fields, id } = latest.current;
      const other = changedSince(seen.current, fields[name], me);
      if (other !== null) {
        seen.current = other;
        return pageWords.page.meanwhile(titles[other.by] ?? text.record.server, showValue(field, other.value, titles) || pageWords.page.nothing);
      }
      return (await perform({ name: "edit", args: { id, values: { [name]: parsed.value } } }, pageWords.page.saved(field.label))).reason;
    },
    [field, name, currency, me, perform],
  );
  return { begin, save };
}
