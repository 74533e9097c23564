// What comes of merging, before it is done: what the record will say, and what will hang on it.
import { fieldLabel } from "../../app/field-label.ts";
import type { PageKind } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";
import { useLiveQuery, type RecordPage } from "../../read/index.ts";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { Sides } from "./choose.tsx";
import { chosen, type Compared, LINKED, type Side } from "./merge-view.ts";
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
  const hung = loser.timeline.filter(({ type }) => type !== "trail").length;
  const linked = LINKED[kind] ?? [];
  return (
    <Panel title={words.merge.moves}>
      <ul className="flex flex-col gap-1 text-body">
        {hung > 0 && <li>{words.merge.timeline(hung)}</li>}
        {linked.map(({ kind: of, field }) => <LinkedCount key={of} kind={of} field={field} id={loser.id} />)}
        {hung === 0 && linked.length === 0 && <li className="text-ink-muted">{words.merge.nothingMoves}</li>}
      </ul>
      <p className="pt-2 text-small text-ink-muted">{words.merge.notes}</p>
    </Panel>
  );
};

const LinkedCount = ({ kind, field, id }: { readonly kind: "deal" | "contact"; readonly field: string; readonly id: string }) => {
  const { total, loading } = useLiveQuery({ kind, where: [{ field, op: "is", value: id }], limit: 0 });
  return loading ? null : <li>{words.merge.linked[kind](total)}</li>;
};
