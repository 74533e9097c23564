// Addresses that no campaign goes to; for admins. The list is the server's: it holds people who are no records here.
import { MailX, Plus, Undo2 } from "lucide-react";
import { useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { format } from "../../app/format.ts";
import { NotListed } from "../../app/not-listed.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { useTitle } from "../../app/use-title.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type SuppressedAddress, suppressedOf } from "./campaign-wire.ts";
import { words } from "./texts.ts";

const said = words.suppressed;
const PAGE = 50;
const MOST = 200;

const Line = ({ item: { address, why, note, at }, onRemove }: { readonly item: SuppressedAddress; readonly onRemove: () => void }) => {
  const shown = address === "" ? said.hidden : address;
  return (
    <li className="flex items-center gap-2 border-b border-line px-4 py-2 last:border-b-0">
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium"><span className="wrap-anywhere">{shown}</span><Badge>{said.why[why] ?? why}</Badge></span>
        <span className="figures block text-small text-ink-muted wrap-anywhere">{[...(at === null ? [] : [format.moment(at)]), ...(note === "" ? [] : [note])].join(" · ")}</span>
      </span>
      <IconButton icon={Undo2} label={said.remove(shown)} onClick={onRemove} />
    </li>
  );
};

const SuppressedPage = () => {
  useTitle(said.title);
  const { api } = useApp();
  const toast = useToast();
  const place = `workspace=${encodeURIComponent(useUser()?.workspaceId ?? "")}`;
  const [limit, setLimit] = useState(PAGE);
  const { value, problem, look } = useAsked(`/api/suppressions?${place}&limit=${limit}`, suppressedOf);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SuppressedAddress>();
  const [address, setAddress] = useState("");
  const [note, setNote] = useState("");
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const ask = async (call: Parameters<typeof api>[0], done: string): Promise<string | undefined> => {
    const answer = await api(call);
    if (!answer.ok) {
      if (answer.error.kind === "unreachable") return words.needsNetwork;
      setWrong(answer.error.fields);
      return answer.error.detail || words.failed;
    }
    toast({ message: done });
    void look();
    return undefined;
  };
  const open = (item?: SuppressedAddress) => {
    setAddress("");
    setNote("");
    setWrong({});
    if (item === undefined) setAdding(true);
    else setRemoving(item);
  };
  const add = () => (address.trim() === "" ? Promise.resolve(said.needsAddress) : ask({ method: "POST", path: `/api/suppressions?${place}`, body: { address: address.trim(), note: note.trim() } }, said.added(address.trim())));
  const remove = ({ id }: SuppressedAddress) => ask({ method: "DELETE", path: `/api/suppressions/${encodeURIComponent(id)}?${place}&reason=${encodeURIComponent(note.trim())}` }, said.removed);
  const why = <TextField label={said.note} value={note} onChange={setNote} error={wrong["note"] ?? wrong["reason"]} maxLength={300} autoComplete="off" />;
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/campaigns" />} title={said.title} detail={value && said.count(value.length)} actions={problem === undefined && <Button icon={Plus} onClick={() => open()}>{said.add}</Button>} />
      <p className="text-body text-ink-muted">{said.lead}</p>
      {value === undefined && problem === undefined && <Skeleton lines={4} boxed />}
      {problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={said} icon={MailX} /></Panel>}
      {problem === undefined && value !== undefined && (
        <Panel flush>
          {value.length === 0 ? <EmptyState icon={MailX} title={said.none}>{said.noneDetail}</EmptyState> : <ul aria-label={said.title}>{value.map((item) => <Line key={item.id} item={item} onRemove={() => open(item)} />)}</ul>}
          {value.length === limit && limit < MOST && <div className="p-3"><Button onClick={() => setLimit(MOST)}>{said.next}</Button></div>}
        </Panel>
      )}
      {adding && (
        <SmallForm title={said.add} saveLabel={said.save} onSave={add} onClose={() => setAdding(false)}>
          <TextField label={said.address} type="email" value={address} onChange={setAddress} error={wrong["address"]} maxLength={254} autoComplete="off" />
          {why}
        </SmallForm>
      )}
      {removing !== undefined && <SmallForm title={said.removeTitle} description={said.removeDetail(removing.address === "" ? said.hidden : removing.address)} saveLabel={said.removeConfirm} onSave={() => remove(removing)} onClose={() => setRemoving(undefined)}>{why}</SmallForm>}
    </Page>
  );
};

export default SuppressedPage;
