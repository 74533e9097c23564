// The custom fields of the workspace: made, named, put in order, archived. They are records: all of it works offline.
import { CUSTOM_KINDS, type CustomKind } from "@outrider/shared/schema";
import { ArchiveRestore, Pencil, Plus, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { type CustomFieldView, useCustomDefinitions } from "../../app/custom-fields.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ArchivedList } from "./archived-list.tsx";
import { FieldDialog } from "./field-dialog.tsx";
import { OrderedList } from "./ordered-list.tsx";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";

const kinds = CUSTOM_KINDS.map((value) => ({ value, label: words.fields.kinds[value] }));

export const FieldsScreen = () => {
  const { all, loading } = useCustomDefinitions();
  const { order, restore } = useEdit();
  const [kind, setKind] = useState<CustomKind>("deal");
  const [editing, setEditing] = useState<CustomFieldView | "new">();
  const own = all.filter(({ of }) => of === kind);
  const used = own.filter(({ archived }) => !archived);
  const create = <Button variant="primary" icon={Plus} onClick={() => setEditing("new")}>{words.fields.create}</Button>;
  return (
    <>
      <p className="text-body text-ink-muted">{words.fields.hint}</p>
      <Segmented label={words.fields.kind} segments={kinds} value={kind} onChange={setKind} />
      {loading ? <Skeleton lines={4} boxed /> : (
        <Panel title={words.fields.kinds[kind]} flush actions={used.length > 0 ? create : undefined}>
          {used.length === 0 ? <EmptyState icon={SlidersHorizontal} title={words.fields.none} action={create}>{words.fields.noneDetail}</EmptyState> : (
            <OrderedList
              label={words.fields.kinds[kind]} onOrder={(ids) => order(ids, new Map(own.map((field) => [field.id, field.order])))}
              items={used.map((one) => ({
                id: one.id, name: one.field.label,
                content: <><span className="block text-body font-medium wrap-anywhere">{one.field.label}</span><span className="block text-small text-ink-muted">{words.fields.types[one.type]}{one.type === "choice" && ` · ${words.fields.count(one.field.choices.length)}`}</span></>,
                actions: <IconButton icon={Pencil} label={words.change(one.field.label)} onClick={() => setEditing(one)} />,
              }))}
            />
          )}
        </Panel>
      )}
      <ArchivedList icon={ArchiveRestore} items={own.filter(({ archived }) => archived).map(({ id, field: { label } }) => ({ id, name: label }))} onRestore={(id, name) => restore(id, name)} hint={words.fields.archiveHint} />
      {editing !== undefined && <FieldDialog kind={kind} field={editing === "new" ? undefined : editing} others={own} onClose={() => setEditing(undefined)} />}
    </>
  );
};
