// The lists a person looks through: edits on their way, refused ones with what was typed, proposals to be settled.
import { sameJson } from "@outrider/shared/kernel";
import type { Change, RecordState } from "@outrider/shared/records";
import { textOf, valueOf } from "@outrider/shared/records";
import { titleOf } from "@outrider/shared/projection";
import { customNamed, entityOf, fieldOf, isKind, type Kind, type Value } from "@outrider/shared/schema";
import type { OpenProposal, PendingEdit, RefusedEdit } from "./api-edits.ts";
import type { RecordName } from "./api-records.ts";
import type { View } from "./relations.ts";
import type { OutboxRow, RefusedRow } from "./store.ts";

const MOST = 1000;

type Words = (update: string) => string;

/** The name of a record that a change is about, from the change itself where the device does not hold the record. */
function nameOf(change: Change, view: View, titles: OutboxRow["titles"] = {}): RecordName {
  const state = view.read(change.id);
  if (state) return { id: state.id, kind: state.kind, title: titleOf(state) };
  const { title, label } = entityOf(change.kind);
  const typed = change.set?.[title]?.value;
  return { id: change.id, kind: change.kind, title: titles[change.id] ?? (typeof typed === "string" && typed !== "" ? typed : label) };
}

const namesOf = ({ group, titles }: OutboxRow, view: View): readonly RecordName[] => {
  const seen = new Set<string>();
  return group.changes.filter(({ id }) => !seen.has(id) && seen.add(id)).map((change) => nameOf(change, view, titles));
};

/** Newest first, at most 1000. `sent`: the counter up to which edits went out on this connection. */
export function pendingEdits(outbox: Iterable<OutboxRow>, sent: number, view: View): readonly PendingEdit[] {
  return [...outbox].sort((a, b) => b.group.counter - a.group.counter).slice(0, MOST).map((row): PendingEdit => ({
    group: row.group.id, command: row.group.command, at: row.group.at, records: namesOf(row, view),
    state: row.applied ? "accepted" : row.group.counter <= sent ? "sent" : "waiting",
  }));
}

/** A value as a person typed it. */
function textOfValue(kind: Kind, field: string, value: Value, view: View): string {
  if (value === null) return "";
  if (fieldOf(kind, field)?.type === "link" && typeof value === "string") {
    const target = view.read(value);
    return target ? titleOf(target) : value;
  }
  if (typeof value === "object" && !Array.isArray(value) && "amount" in value) return `${String(value["amount"])} ${String(value["currency"] ?? "")}`.trim();
  return typeof value === "string" ? value : JSON.stringify(value);
}

function typedIn(change: Change, view: View, titles: RefusedRow["titles"], words: Words): RefusedEdit["typed"] {
  const record = nameOf(change, view, titles);
  const label = (field: string): string => {
    const defined = view.read(customNamed(field)?.id ?? "");
    return defined ? titleOf(defined) : (fieldOf(change.kind, field)?.label ?? field);
  };
  const line = (field: string, value: Value): RefusedEdit["typed"][number] => ({ record, field, label: label(field), text: textOfValue(change.kind, field, value, view) });
  if (change.update !== undefined) {
    return [line("text", words(change.update))];
  }
  return [
    ...Object.entries(change.set ?? {}).map(([field, { value }]) => line(field, value)),
    ...Object.entries(change.add ?? {}).flatMap(([field, elements]) => elements.map((element) => line(field, element))),
  ];
}

/** Newest first. `words`: what was typed in an update of a rich text. */
export function refusedEdits(refused: Iterable<RefusedRow>, view: View, words: Words = () => ""): readonly RefusedEdit[] {
  return [...refused].sort((a, b) => b.at - a.at || b.group.counter - a.group.counter).slice(0, MOST).map(({ group, verdict, at, titles }): RefusedEdit => {
    const { change: _, ...refusal } = verdict.refusal;
    return {
      group: group.id, command: group.command, at: group.at, refusedAt: at, refusal,
      typed: group.changes.flatMap((change) => typedIn(change, view, titles, words)),
    };
  });
}

/** Whether it is still to be decided: what stands already asks nothing any more. */
function isOpen(state: RecordState, view: View): boolean {
  const about = view.read(textOf(state, "about"));
  return textOf(state, "status") === "open" && !(about && sameJson(valueOf(about, textOf(state, "field")), valueOf(state, "proposed")));
}

export function countProposals(view: View): number {
  let count = 0;
  for (const id of view.ids("proposal")) {
    const state = view.read(id);
    if (state && isOpen(state, view)) count += 1;
  }
  return count;
}

/** Oldest first. */
export function openProposals(view: View): readonly OpenProposal[] {
  const all: OpenProposal[] = [];
  for (const id of view.ids("proposal")) {
    const state = view.read(id);
    if (!state || !isOpen(state, view)) continue;
    const [about, field, kind] = [textOf(state, "about"), textOf(state, "field"), textOf(state, "aboutKind")];
    const target = view.read(about);
    if (!isKind(kind)) continue;
    const titles: Record<string, string> = {};
    const [proposed, standing, author] = [valueOf(state, "proposed"), target ? valueOf(target, field) : null, textOf(state, "author")];
    for (const link of [proposed, standing, author]) {
      const found = typeof link === "string" ? view.read(link) : undefined;
      if (found) titles[found.id] = titleOf(found);
    }
    const record = { id: about, kind, title: target ? titleOf(target) : entityOf(kind).label };
    all.push({ id, about, field, proposed, standing, author, at: Number(valueOf(state, "at") ?? 0), record, titles });
  }
  return all.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
