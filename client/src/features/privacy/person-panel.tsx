// One person: chosen by name, shown as the server knows them, exported, erased after the name was typed.
import { sameText } from "@outrider/shared/kernel";
import { Download, Eraser, FileText, UserRoundX } from "lucide-react";
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { atServer } from "../../app/at-server.ts";
import { fieldLabel } from "../../app/field-label.ts";
import { format } from "../../app/format.ts";
import { NotListed } from "../../app/not-listed.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { kindIcon } from "../../app/kind-icon.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { useAsked } from "../../app/use-asked.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { personOf, type PersonView, type PlaceView } from "./privacy-view.ts";
import { words } from "./texts.ts";

const SHOWN = 8;
const KINDS = ["contact", "lead"] as const;

export const ChoosePerson = ({ onPick }: { readonly onPick: (id: string) => void }) => {
  const [typed, setTyped] = useState("");
  const search = typed.trim();
  const { rows, loading } = useLiveQuery(search === "" ? null : { kind: KINDS, search, limit: SHOWN });
  return (
    <Panel title={words.person}>
      <SearchBox label={words.choose} value={typed} onChange={setTyped} />
      {search !== "" && !loading && rows.length === 0 && <p className="px-1 pt-3 text-body text-ink-muted">{words.none}</p>}
      <ul aria-label={words.choose} className="pt-2 empty:hidden">
        {search !== "" && rows.map((row) => {
          const Icon = kindIcon[row.kind];
          return (
            <li key={row.id}>
              <button type="button" onClick={() => onPick(row.id)} className="focus-inset flex min-h-touch w-full items-center gap-2.5 rounded-control px-2 text-start text-body font-medium hover:bg-hover">
                <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />
                <span className="min-w-0 flex-1 truncate">{row.title}</span>
                <span className="text-small font-normal text-ink-muted">{words.kindOf[row.kind]}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
};

const Places = ({ title, note, places }: { readonly title: string; readonly note?: string; readonly places: readonly PlaceView[] }) => (
  <section className="flex flex-col gap-1">
    <h3 className="text-body font-semibold">{title}</h3>
    {note !== undefined && <p className="text-small text-ink-muted">{note}</p>}
    <ul aria-label={title}>
      {places.map(({ id, kind, title: name, fields }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-0.5 wrap-anywhere">
          <RecordLink kind={kind} id={id} title={name} />
          <span className="text-small text-ink-muted">{fields.length > 0 ? words.linkLine(fields.map((field) => fieldLabel(kind, field)).join(", ")) : words.kindOf[kind]}</span>
        </li>
      ))}
    </ul>
  </section>
);

interface PersonPanelProps { readonly id: string; readonly pathOf: (rest: string) => string; readonly onOther: () => void; readonly onErased: () => void }

export const PersonPanel = ({ id, pathOf, onOther, onErased }: PersonPanelProps) => {
  const path = `/people/${encodeURIComponent(id)}`;
  const { value: person, problem, look } = useAsked(pathOf(path), personOf);
  const [erasing, setErasing] = useState(false);
  const other = <Button onClick={onOther}>{words.another}</Button>;
  if (problem?.kind === "problem" && problem.status === 404) return <Panel flush><EmptyState icon={UserRoundX} title={words.gone} action={other}>{words.goneDetail}</EmptyState></Panel>;
  if (problem !== undefined) return <Panel flush><NotListed problem={problem} look={look} words={words} icon={UserRoundX} /></Panel>;
  if (person === undefined) return <Skeleton lines={6} boxed />;
  return (
    <Panel title={person.name} actions={other}>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap gap-2">
          <a className={buttonClass()} href={atServer(pathOf(`${path}/page`))} download><FileText aria-hidden className="size-4" />{words.exportPage}</a>
          <a className={buttonClass()} href={atServer(pathOf(`${path}/export`))} download><Download aria-hidden className="size-4" />{words.exportJson}</a>
          <Button variant="danger" icon={Eraser} onClick={() => setErasing(true)}>{words.erase}</Button>
        </div>
        <Places title={words.same} places={person.people} />
        <section className="flex flex-col gap-1">
          <h3 className="text-body font-semibold">{words.goes}</h3>
          <KeyValue facts={person.counts.map(([what, count]) => ({ key: what, label: words.counts[what] ?? what, value: format.number(count) }))} />
        </section>
        {person.linked.length > 0 && <Places title={words.links} places={person.linked} />}
        {person.places.length > 0 ? <Places title={words.words} note={`${words.wordsHint}${person.more ? ` ${words.wordsMore}` : ""}`} places={person.places} /> : <p className="text-small text-ink-muted">{words.wordsNone}</p>}
      </div>
      {erasing && <EraseDialog person={person} path={pathOf("/erasures")} onClose={() => setErasing(false)} onErased={onErased} />}
    </Panel>
  );
};

interface EraseDialogProps { readonly person: PersonView; readonly path: string; readonly onClose: () => void; readonly onErased: () => void }

const EraseDialog = ({ person: { id, name }, path, onClose, onErased }: EraseDialogProps) => {
  const { api } = useApp();
  const toast = useToast();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);
  const erase = async () => {
    if (!sameText(typed, name)) return setWrong(words.wrongName(name));
    setBusy(true);
    const answer = await api({ method: "POST", path, body: { person: id, name: typed } });
    setBusy(false);
    if (!answer.ok) return setWrong(problemSaid(answer.error, words.needsNetwork, "name"));
    toast({ message: words.begun(name) });
    return onErased();
  };
  return (
    <Dialog
      open onClose={onClose} title={words.eraseTitle(name)} description={words.eraseDetail}
      footer={<><Button onClick={onClose}>{words.cancel}</Button><Button variant="danger" busy={busy} onClick={() => void erase()}>{words.eraseNow}</Button></>}
    >
      <div className="pb-3">
        <TextField
          label={words.typeName} hint={name} value={typed} error={wrong} autoComplete="off" autoCapitalize="off" spellCheck={false} maxLength={300}
          onChange={(value) => {
            setTyped(value);
            setWrong(undefined);
          }}
        />
      </div>
    </Dialog>
  );
};
