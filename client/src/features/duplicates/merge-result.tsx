// What comes of merging, before it is done: what the record will say, and what will hang on it.
import { fieldLabel } from "../../app/field-label.ts";
import type { PageKind } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";
import { useLiveQuery, type RecordPage } from "../../read/index.ts";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { Sides } from "./choose.tsx";
import { chosen, type Compared, LINKED, type Linked, type Side } from "./merge-view.ts";
import { words } from "./texts.ts";

type Choices = Readonly<Record<string, Side>>;

function said(kind: PageKind, field: Compared, sides: Sides, winner: Side, choices: Choices): string {
  const titles = { ...sides.one.titles, ...sides.other.titles };
  switch (field.how) {
    case "joined":
      return field.elements.map((element) => showField(kind, field.field, element, titles)).join(", ");
    case "taken":
      return showField(kind, field.field, field.value, titles);
    case "asked":
      return showField(kind, field.field, field.values[chosen(field.field, winner, choices)], titles);
  }
}

export const MergeResult = ({ kind, sides, winner, fields, choices }: { readonly kind: PageKind; readonly sides: Sides; readonly winner: Side; readonly fields: readonly Compared[]; readonly choices: Choices }) => (
  <div className="flex min-w-0 flex-col gap-4">
    <Panel title={words.merge.result}>
      <KeyValue facts={fields.map((field) => ({ key: field.field, label: fieldLabel(kind, field.field), value: said(kind, field, sides, winner, choices) }))} />
    </Panel>
    <Moves kind={kind} loser={sides[winner === "one" ? "other" : "one"]} />
  </div>
);

const Moves = ({ kind, loser }: { readonly kind: PageKind; readonly loser: RecordPage }) => {
  const hung = loser.timeline.filter((item) => "row" in item).length;
  const [first, second] = LINKED[kind] ?? [];
  const [one, other] = [useLinkedCount(first, loser.id), useLinkedCount(second, loser.id)];
  const lines = [hung > 0 ? words.merge.timeline(hung) : "", one, other].filter((line) => line !== "");
  return (
    <Panel title={words.merge.moves}>
      {lines.length === 0 ? <p className="text-body text-ink-muted">{words.merge.nothingMoves}</p> : <ul className="flex flex-col gap-1 text-body">{lines.map((line) => <li key={line}>{line}</li>)}</ul>}
      <p className="pt-2 text-small text-ink-muted">{words.merge.notes}</p>
    </Panel>
  );
};

/** How many link to it, in words; "" for none. */
function useLinkedCount(linked: Linked | undefined, id: string): string {
  const { total } = useLiveQuery(linked === undefined ? null : { kind: linked.kind, where: [{ field: linked.field, op: "is", value: id }], limit: 0 });
  return linked === undefined || total === 0 ? "" : words.merge.linked[linked.kind](total);
}
