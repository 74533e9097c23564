// All fields of a record, generated from the schema: the main ones at once, the rest one tap away.
import { useState } from "react";
import type { RecordPage } from "../../read/index.ts";
import type { PageKind } from "../../app/record-route.ts";
import { useCustomFields } from "../../app/custom-fields.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TimeZoneRow } from "./customer/lazy-time-zone-row.ts";
import { fieldFor, pageFields } from "./kinds.ts";
import { LinkRow } from "./link-row.tsx";
import { SetRow } from "./set-row.tsx";
import { pageWords } from "./page-texts.ts";
import { useBaseCurrency } from "./use-base-currency.ts";
import { ValueRow } from "./value-row.tsx";

export const RecordFields = ({ view, kind }: { readonly view: RecordPage; readonly kind: PageKind }) => {
  const [all, setAll] = useState(false);
  const currency = useBaseCurrency();
  const { main, rest } = pageFields(kind);
  const custom = useCustomFields(kind).map(({ name }) => name);
  const filled = (name: string): boolean => view.values[name] !== undefined || (view.sets[name]?.length ?? 0) > 0;
  // What has a value is never hidden; what is empty and unusual waits.
  const shown = [...main.filter((name) => all || name !== "reason" || filled(name)), ...custom, ...rest.filter((name) => all || filled(name))];
  return (
    <Panel title={pageWords.page.fields}>
      {!view.may.edit && !view.deleted && <p className="pb-2 text-small text-ink-muted">{pageWords.page.locked}</p>}
      {shown.map((name) => {
        const field = fieldFor(kind, name);
        if (field.many) return <SetRow key={name} view={view} kind={kind} name={name} />;
        if (name === "timeZone") return <TimeZoneRow key={name} view={view} kind={kind} name={name} />;
        if (field.type === "link") return <LinkRow key={name} view={view} kind={kind} name={name} />;
        return <ValueRow key={name} view={view} kind={kind} name={name} currency={currency} />;
      })}
      <div className="pt-1"><Button variant="quiet" size="small" flush aria-expanded={all} onClick={() => setAll(!all)}>{all ? pageWords.page.fewFields : pageWords.page.allFields}</Button></div>
    </Panel>
  );
};
