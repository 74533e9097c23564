// Who takes part in the decision on a deal, and what each is in it.
import { Plus, UserRoundPen, X } from "lucide-react";
import { useState } from "react";
import { PendingMark } from "../../app/pending-mark.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import { STAKEHOLDER_ROLES } from "@outrider/shared/schema";
import type { RecordPage } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { LinkPicker } from "./lazy-link-picker.tsx";
import type { Picked } from "./link-picker.tsx";
import { panelWords } from "./panel-texts.ts";
import { removal, stakeholdersOf } from "./stakeholders.ts";

const RolesForm = whenOpened(async () => (await import("./roles-form.tsx")).RolesForm);
const words = panelWords.people;
const NAMED = ["stakeholders", ...STAKEHOLDER_ROLES];

export const StakeholdersPanel = ({ view }: { readonly view: RecordPage }) => {
  const perform = usePerform();
  const toast = useToast();
  const [picking, setPicking] = useState(false);
  const [asking, setAsking] = useState<Picked>();
  const may = view.may.edit && !view.deleted;
  const people = stakeholdersOf(view);
  const remove = async (id: string, name: string) => {
    const { reason } = await perform({ name: "edit", args: { id: view.id, ...removal(view, id) } }, words.removed(name));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <Panel title={words.heading} actions={may && <Button variant="quiet" size="small" flush icon={Plus} onClick={() => setPicking(true)}>{words.add}</Button>}>
      {people.length === 0 && <p className="text-body text-ink-muted">{words.none}</p>}
      <ul className="-my-1 flex flex-col divide-y divide-line">
        {people.map(({ id, main, roles }) => {
          const name = view.titles[id] ?? text.record.notHere;
          return (
            <li key={id} className="flex min-h-touch items-center gap-2 py-1 desk:min-h-9">
              <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 text-body">
                <span className="min-w-0 wrap-anywhere"><RecordLink kind="contact" id={id} title={name} /></span>
                {main && <Badge tone="info">{words.main}</Badge>}
                {roles.map((role) => <Badge key={role} tone={role === "blockers" ? "bad" : "accent"}>{words.roles[role]}</Badge>)}
              </span>
              {may && <IconButton icon={UserRoundPen} label={words.roleOf(name)} onClick={() => setAsking({ id, title: name })} />}
              {may && !main && <IconButton icon={X} label={words.remove(name)} onClick={() => void remove(id, name)} />}
            </li>
          );
        })}
      </ul>
      {NAMED.some((name) => view.pending.includes(name)) && <PendingMark />}
      {people.length > 0 && (view.sets["decisionMakers"]?.length ?? 0) === 0 && <p className="mt-2 text-small text-ink-muted">{words.noDecider}</p>}
      {(picking || asking !== undefined) && <span hidden data-choosing="stakeholders" />}
      {picking && (
        <LinkPicker
          open label={words.add} title={words.add} kinds={["contact"]} chosen={people.map(({ id }) => id)} onClose={() => setPicking(false)}
          onPick={(picked) => {
            setPicking(false);
            setAsking(picked ?? undefined);
          }}
        />
      )}
      {asking !== undefined && <RolesForm view={view} person={asking} onClose={() => setAsking(undefined)} />}
    </Panel>
  );
};
