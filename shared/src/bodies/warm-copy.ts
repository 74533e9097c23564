// A copy of a body on which an update is tried before it is believed. Invariant: "kept" means that Yjs took the update
// whole, that everything in it is where the editor puts such things, and that the body is no larger than it may be.
// After anything else the copy is spoiled and must be thrown away. Run it where a crash costs nothing.
import * as Y from "yjs";
import { Unplaced, countingSteps } from "./conflict-steps.ts";
import { type BodyFault, faultOf } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import { runsCode } from "./links.ts";
import { openDoc } from "./open-doc.ts";
import { textOfDoc } from "./text-of-body.ts";
import { walkUpdate } from "./walk-update.ts";

export interface WarmCopy {
  doc: Y.Doc;
  /** Not less than the bytes of the state; exact when last measured. */
  bytes: number;
  /** Not less, as a rule, than the steps it takes to open it: those of when it was opened, and of what was tried since. */
  steps: number;
  opened: number;
}

export type Trial =
  | { readonly kind: "kept"; readonly bytes: number }
  /** It refers to what the copy does not hold. */
  | { readonly kind: "pending" }
  | { readonly kind: "refused"; readonly fault: BodyFault };

const refused = (fault: BodyFault): Trial => ({ kind: "refused", fault });

const isPending = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

/**
 * Whether all that the update brings is part of the document now. After a backup was put back, what somebody typed may
 * be here and wait for what it leans on, which perhaps never comes back: everybody else goes on typing all the same.
 */
function isIn(doc: Y.Doc, update: Uint8Array): boolean {
  const walked = walkUpdate(update);
  return walked.ok && [...walked.value.clients].every(([client, { to }]) => Y.getState(doc.store, client) >= to);
}

/** base: what is committed. recent: updates that were tried on it and may not be in it yet; where they do not fit any more they are left out. Throws when Yjs cannot read the base. */
export function openCopy(key: string, base: Uint8Array, recent: readonly Uint8Array[]): WarmCopy {
  const doc = openDoc(key, null);
  let waits = false;
  const steps = countingSteps(LIMITS.bodySteps, false, () => {
    Y.applyUpdate(doc, base);
    waits = isPending(doc);
    recent.forEach((update) => Y.applyUpdate(doc, update));
  });
  if (recent.length === 0 || waits || !isPending(doc)) return { doc, bytes: Y.encodeStateAsUpdate(doc).length, steps, opened: steps };
  doc.destroy();
  return openCopy(key, base, []);
}

function levelOf(item: Y.Item): number {
  let level = 0;
  let at: Y.Item | null = item;
  while (at !== null && level <= LIMITS.levels) {
    level += 1;
    at = (at.parent as Y.AbstractType<unknown>)._item;
  }
  return level;
}

/** Whether a struct that is in the document lies where the editor would put it. */
function faultAt(struct: Y.Item | Y.GC): BodyFault | null {
  if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return null;
  const { content, parentSub } = struct;
  const parent = struct.parent as Y.AbstractType<unknown>;
  if (levelOf(struct) > LIMITS.levels) return faultOf("too-deep");
  const isElement = parent instanceof Y.XmlElement;
  if (parentSub !== null) return isElement && content instanceof Y.ContentAny && !runsCode(parentSub, content.arr) ? null : faultOf("bad-content");
  if (parent instanceof Y.XmlText) {
    const plain = content instanceof Y.ContentString || (content instanceof Y.ContentFormat && !runsCode(content.key, content.value));
    return plain ? null : faultOf("bad-content");
  }
  // A text that lies in no block ends the editor of everybody who opens the note.
  const fits = content instanceof Y.ContentType && (content.type instanceof Y.XmlElement || (isElement && content.type instanceof Y.XmlText));
  return fits && parent instanceof Y.XmlFragment ? null : faultOf("bad-content");
}

function faultIn(doc: Y.Doc, before: ReadonlyMap<number, number>): BodyFault | null {
  for (const [client, structs] of doc.store.clients) {
    const from = before.get(client) ?? 0;
    for (let i = structs.length - 1; i >= 0; i--) {
      const struct = structs[i];
      if (struct === undefined || struct.id.clock + struct.length <= from) break;
      const fault = faultAt(struct as Y.Item | Y.GC);
      if (fault !== null) return fault;
    }
  }
  return null;
}

/** Opens it anew where what was tried since seems to have made that long: mostly it has not. */
function measureSteps(copy: WarmCopy): void {
  if (copy.steps <= LIMITS.bodySteps - LIMITS.updateSteps || copy.steps - copy.opened < LIMITS.updateSteps) return;
  const { doc, bytes, steps, opened } = openCopy(copy.doc.guid, Y.encodeStateAsUpdate(copy.doc), []);
  copy.doc.destroy();
  Object.assign(copy, { doc, bytes, steps, opened });
}

/** The steps it took, or why there is no place for it. */
function applied(copy: WarmCopy, update: Uint8Array): number | BodyFault {
  try {
    return countingSteps(Math.min(LIMITS.updateSteps, LIMITS.bodySteps - copy.steps), true, () => Y.applyUpdate(copy.doc, update));
  } catch (error) {
    if (error instanceof Unplaced) return faultOf(error.code);
    throw error;
  }
}

/** update: walked and checked. Throws where Yjs does. */
export function tryOn(copy: WarmCopy, update: Uint8Array): Trial {
  measureSteps(copy);
  const { doc } = copy;
  const before = new Map([...doc.store.clients].map(([client]) => [client, Y.getState(doc.store, client)]));
  const waited = isPending(doc);
  const steps = applied(copy, update);
  if (typeof steps !== "number") return refused(steps);
  copy.steps += steps;
  if (isPending(doc) && !(waited && isIn(doc, update))) return { kind: "pending" };
  const fault = faultIn(doc, before);
  if (fault !== null) return refused(fault);
  copy.bytes += update.length;
  if (copy.bytes > LIMITS.bodyBytes) copy.bytes = Y.encodeStateAsUpdate(doc).length;
  return copy.bytes > LIMITS.bodyBytes ? refused(faultOf("too-large")) : { kind: "kept", bytes: copy.bytes };
}

/**
 * All updates in one state, what was deleted forgotten, and its words. What leans on what is not there (after a backup was
 * put back) is kept in the state and waits there: it is nobody's to throw away. Throws where Yjs does.
 */
export function settleBody(base: Uint8Array, updates: readonly Uint8Array[]): { readonly doc: Uint8Array; readonly text: string } | BodyFault {
  const doc = openDoc("settled", base);
  for (const update of updates) Y.applyUpdate(doc, update);
  const settled = { doc: Y.encodeStateAsUpdate(doc), text: textOfDoc(doc) };
  doc.destroy();
  return settled.doc.length > LIMITS.bodyBytes ? faultOf("too-large") : settled;
}
