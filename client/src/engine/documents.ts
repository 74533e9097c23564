// Rich texts on this device: what the record says the document is, with what was typed since. Invariant: what this device
// typed and the server took is never missing here while the server has not written it down yet: it is remembered, and
// after a start found again in the log of what was sent. Records themselves are never rewritten here.
import { fromBase64, toBase64 } from "@outrider/shared/kernel";
import { emptyRecord, type Group, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { HeardWords } from "./heard-words.ts";

interface Heard { readonly seq: number; readonly update: Uint8Array; /** Typed here: the log of what was sent has it. */ readonly own?: true }

export interface Documents {
  /** Something was typed elsewhere. */
  heard(body: string, seq: number, update: string): void;
  /** Documents can be read from now on. */
  ready(): Promise<void>;
  /** The document as it is here, edits that wait included; empty where there is none. */
  state(body: string): Uint8Array;
  /** Updates as one. */
  merge(updates: readonly Uint8Array[]): Promise<Uint8Array>;
  /** The document that the record has, as text: another one when the server has written it down. */
  written(body: string): string;
  /** What others typed into these and their records have not yet. */
  unwritten(bodies: Iterable<string>): readonly HeardWords[];
  /** Its words, where more is known of it than the record says. */
  text(body: string): string | null;
  /** What was typed in an update; "" until documents can be read. */
  words(update: string): string;
  /** These edits of this device are the server's now: until the record has what they typed, it is remembered here. */
  taken(rows: readonly { readonly group: Group; readonly seq: number }[]): void;
  /** These records are held no more: neither is what was typed into them. */
  dropped(ids: readonly string[]): void;
  /** What was typed may be gone from the server, and may come back. */
  forget(): void;
  /** Rises when something typed here may come back later than what is typed now: what was written under an id is not known here any more. */
  readonly epoch: number;
}

/** What knows the form of a document. It is large and most starts need none of it: it is fetched when it is first needed. */
export interface BodyTools { mergeBodies(updates: readonly Uint8Array[]): Uint8Array; textOfBody(state: Uint8Array): string; wordsTyped(update: Uint8Array): string }
export const loadBodyTools = (): Promise<BodyTools> => import("@outrider/shared/bodies");

export interface DocumentsDeps {
  readonly tools: () => Promise<BodyTools>;
  /** More can be said of these now. */
  readonly grown: (bodies: ReadonlySet<string>) => void;
  readonly read: (id: string) => RecordState | undefined;
  readonly pendingOn: (id: string) => readonly Group[];
}

const MOST_TEXT = 20_000;
const EMPTY = new Uint8Array([0, 0]);

export function createDocuments({ read, pendingOn, tools: load, grown }: DocumentsDeps): Documents {
  const known = new Map<string, Heard[]>();
  let tools: BodyTools | null = null;
  let loading: Promise<BodyTools> | null = null;
  /** Asked for their words before anybody could read them. */
  const asked = new Set<string>();

  function ready(): Promise<BodyTools> {
    loading ??= load().then((loaded) => {
      tools = loaded;
      if (asked.size > 0) grown(new Set(asked));
      asked.clear();
      return loaded;
    });
    // With no network and no copy of it: the next who asks tries again.
    loading.catch(() => void (loading = null));
    return loading;
  }

  let epoch = 0;
  const texts = new Map<string, { readonly of: string; readonly text: string }>();

  const pendingUpdates = (body: string): readonly string[] => pendingOn(body).flatMap(({ changes }) => changes.flatMap(({ id, update }) => (id === body && update !== undefined ? [update] : [])));
  const upTo = (state: RecordState | undefined): number => (state ? Number(valueOf(state, "upTo") ?? 0) : 0);
  const since = (body: string): readonly Heard[] => {
    const from = upTo(read(body));
    return (known.get(body) ?? []).filter(({ seq }) => seq > from);
  };

  function note(body: string, heard: Heard): void {
    const all = known.get(body) ?? [];
    if (!all.some(({ seq }) => seq === heard.seq)) all.push(heard);
    known.set(body, all);
  }

  const isAhead = (body: string): boolean => since(body).length > 0 || pendingUpdates(body).length > 0;

  function state(body: string, { mergeBodies }: BodyTools): Uint8Array {
    const record = read(body);
    const doc = record ? fromBase64(textOf(record, "doc")) : null;
    const parts = [...(doc && doc.length > 0 ? [doc] : []), ...since(body).map(({ update }) => update), ...pendingUpdates(body).flatMap((update) => fromBase64(update) ?? [])];
    return parts.length === 0 ? EMPTY : parts.length === 1 ? (parts[0] as Uint8Array) : mergeBodies(parts);
  }

  return {
    heard(body, seq, update) {
      const bytes = fromBase64(update);
      if (bytes) note(body, { seq, update: bytes });
    },
    ready: async () => void (await ready()),
    state(body) {
      if (!tools) throw new Error("what knows the form of a document is not here yet");
      return state(body, tools);
    },
    merge: async (updates) => (updates.length === 1 ? (updates[0] as Uint8Array) : (await ready()).mergeBodies(updates)),
    written: (body) => textOf(read(body) ?? emptyRecord(body, "body"), "doc"),
    unwritten: (bodies) => [...bodies].flatMap((body) => since(body).flatMap(({ seq, update, own }) => (own ? [] : [{ body, seq, update: toBase64(update) }]))),
    text(body) {
      if (!isAhead(body)) return null;
      const of = `${upTo(read(body))} ${since(body).length} ${pendingUpdates(body).length} ${pendingOn(body).at(-1)?.id ?? ""}`;
      const before = texts.get(body);
      if (before?.of === of) return before.text;
      if (!tools) {
        asked.add(body);
        ready().catch(() => undefined);
        return null;
      }
      const text = tools.textOfBody(state(body, tools)).slice(0, MOST_TEXT);
      texts.set(body, { of, text });
      return text;
    },
    words(update) {
      const bytes = fromBase64(update);
      if (tools) return bytes ? tools.wordsTyped(bytes) : "";
      // Who asked is told that more is known.
      ready().then(() => grown(new Set()), () => undefined);
      return "";
    },
    taken(rows) {
      for (const { group, seq } of rows) {
        for (const { id, update } of group.changes) {
          const bytes = update === undefined ? null : fromBase64(update);
          if (bytes) note(id, { seq, update: bytes, own: true });
        }
      }
      for (const body of known.keys()) {
        const later = since(body);
        if (later.length === 0) known.delete(body);
        else known.set(body, [...later]);
      }
    },
    dropped(ids) {
      if (ids.some((id) => read(id)?.kind === "body")) epoch += 1;
      for (const id of ids) {
        known.delete(id);
        texts.delete(id);
      }
    },
    forget() {
      known.clear();
      texts.clear();
      epoch += 1;
    },
    get epoch() { return epoch; },
  };
}
