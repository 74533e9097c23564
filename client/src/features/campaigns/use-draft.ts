// What is being typed of a campaign's draft, saved by itself: a moment after the last key, when a field is left, and when the
// page is. Invariant: what was typed shows until it stands; what could not be saved stays with its reason.
import type { Value } from "@outrider/shared/schema";
import { useCallback, useEffect, useRef, useState } from "react";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";

const REST_MS = 1_200;

/** What is shown a little longer than it takes an edit to come back as what stands. */
const SETTLED_MS = 1_000;

interface Typed { readonly value: Value; readonly dirty: boolean; readonly wrong?: string | undefined }

export interface Draft {
  /** What the screen shows of a field: what was typed, or what stands. */
  readonly value: (field: string) => Value;
  readonly wrong: (field: string) => string | undefined;
  /** Takes what was typed and saves it soon. */
  readonly type: (field: string, value: Value) => void;
  /** Saves now: the field is left, or chosen from a list. */
  readonly save: () => Promise<void>;
  readonly state: "idle" | "saving" | "saved";
}

export function useDraft(view: Pick<RecordPage, "id" | "values">): Draft {
  const perform = usePerform();
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const [state, setState] = useState<Draft["state"]>("idle");
  const latest = useRef(typed);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { id, values } = view;
  const put = useCallback((change: (before: Readonly<Record<string, Typed>>) => Readonly<Record<string, Typed>>) => {
    latest.current = change(latest.current);
    setTyped(latest.current);
  }, []);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    for (const [field, { value, dirty }] of Object.entries(latest.current)) {
      if (!dirty) continue;
      put((before) => ({ ...before, [field]: { ...(before[field] as Typed), dirty: false } }));
      setState("saving");
      const { reason } = await perform({ name: "edit", args: { id, values: { [field]: value } } });
      setState(reason === undefined ? "saved" : "idle");
      if (reason !== undefined) put((before) => ({ ...before, [field]: { ...(before[field] as Typed), wrong: reason } }));
      // From now on what stands is shown, unless somebody has typed on.
      else setTimeout(() => put(({ [field]: mine, ...others }) => (mine === undefined ? others : mine.dirty || mine.value !== value ? { ...others, [field]: mine } : others)), SETTLED_MS);
    }
  }, [id, perform, put]);

  useEffect(() => () => void save(), [save]);

  const shown = (field: string): Value => {
    const mine = typed[field];
    return mine === undefined ? (values[field] ?? null) : mine.value;
  };
  return {
    value: shown,
    wrong: (field) => typed[field]?.wrong,
    type(field, value) {
      put((before) => ({ ...before, [field]: { value, dirty: value !== (values[field] ?? null) || before[field] !== undefined } }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), REST_MS);
    },
    save, state,
  };
}
