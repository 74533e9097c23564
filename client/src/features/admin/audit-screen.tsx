// The audit log: searched page by page, exported, its chain verified. It is the server's, so it needs a network.
import { Download, ScrollText, ShieldCheck, WifiOff } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { atServer } from "../../app/at-server.ts";
import { format } from "../../app/format.ts";
import { useMembers } from "../../app/use-definitions.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { type AuditCheck, type AuditRow, type AuditSearch, auditQuery, checkOf, EVENTS, eventWords, rowsOf } from "./audit-view.ts";
import { words } from "./texts.ts";

const said = words.audit;
/** As many as the server gives at once. */
const PAGE = 50;
const events = [{ value: "", label: said.anyEvent }, ...EVENTS.map((value) => ({ value: value as string, label: eventWords(value) }))];

export const AuditScreen = () => {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const { members } = useMembers();
  const named = (value: string): string => members.find(({ id }) => id === value)?.name ?? value;
  const [search, setSearch] = useState<AuditSearch>({ q: "", event: "", from: "", to: "" });
  const [rows, setRows] = useState<readonly AuditRow[]>();
  const [more, setMore] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [check, setCheck] = useState<AuditCheck>();
  const [busy, setBusy] = useState(false);

  const ask = useCallback(
    async (before?: number) => {
      const answer = await api({ method: "GET", path: `/api/audit?${auditQuery(workspace, search, before)}` });
      if (!answer.ok) return { trouble: answer.error.kind === "unreachable" ? words.needsNetwork : answer.error.detail || said.failed };
      return { rows: rowsOf(answer.value) };
    },
    [api, workspace, search],
  );
  useEffect(() => {
    let over = false;
    const timer = setTimeout(() => {
      void ask().then((found) => {
        if (over) return;
        setTrouble(found.trouble);
        if (found.rows === undefined) return;
        setRows(found.rows);
        setMore(found.rows.length === PAGE);
      });
    }, 200);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ask]);
  const older = async () => {
    setBusy(true);
    const found = await ask(rows?.at(-1)?.id);
    setBusy(false);
    setTrouble(found.trouble);
    if (found.rows === undefined) return;
    setRows((before) => [...(before ?? []), ...found.rows]);
    setMore(found.rows.length === PAGE);
  };
  const verify = async () => {
    setBusy(true);
    const answer = await api({ method: "GET", path: `/api/audit/verify?workspace=${encodeURIComponent(workspace)}` });
    setBusy(false);
    if (answer.ok) setCheck(checkOf(answer.value));
    else setTrouble(answer.error.kind === "unreachable" ? words.needsNetwork : said.failed);
  };
  const set = (part: Partial<AuditSearch>) => setSearch((before) => ({ ...before, ...part }));
  return (
    <>
      <p className="text-body text-ink-muted">{said.hint}</p>
      <div className="flex flex-wrap gap-2">
        <Button icon={ShieldCheck} busy={busy} onClick={() => void verify()}>{said.check}</Button>
        <a className={buttonClass()} href={atServer(`/api/audit/export?${auditQuery(workspace, search)}`)} download><Download aria-hidden className="size-4" />{said.export}</a>
      </div>
      {check !== undefined && <Checked check={check} onDismiss={() => setCheck(undefined)} />}
      <div className="grid gap-2 desk:grid-cols-2">
        <SearchBox label={said.search} value={search.q} onChange={(q) => set({ q })} />
        <Select label={said.event} hideLabel value={search.event} options={events} onChange={(event) => set({ event })} />
        <div className="grid grid-cols-2 gap-2 desk:col-span-2">
          <TextField label={said.from} type="date" value={search.from} onChange={(from) => set({ from })} />
          <TextField label={said.to} type="date" value={search.to} onChange={(to) => set({ to })} />
        </div>
      </div>
      {trouble !== undefined && (rows === undefined ? <EmptyState icon={WifiOff} title={trouble} /> : <Banner kind="warning" title={trouble} />)}
      {rows === undefined && trouble === undefined && <Skeleton lines={8} boxed />}
      {rows !== undefined && (
        <Panel flush>
          {rows.length === 0 ? <EmptyState icon={ScrollText} title={said.none} /> : <ol aria-label={words.screens.audit}>{rows.map((row) => <Entry key={row.id} row={row} named={named} />)}</ol>}
          {more && <div className="border-t border-line p-3 text-center"><Button busy={busy} onClick={() => void older()}>{said.more}</Button></div>}
        </Panel>
      )}
    </>
  );
};

const Checked = ({ check, onDismiss }: { readonly check: AuditCheck; readonly onDismiss: () => void }) =>
  check.holds
    ? <Banner kind="ok" title={said.holds(check.rows)} onDismiss={onDismiss}>{check.erased > 0 ? said.erased(check.erased) : undefined}</Banner>
    : <Banner kind="error" title={check.brokenAt === null ? said.brokenCommon : said.broken(check.brokenAt)} onDismiss={onDismiss}>{said.brokenDetail}</Banner>;

const Entry = ({ row, named }: { readonly row: AuditRow; readonly named: (value: string) => string }) => (
  <li className="flex flex-col gap-0.5 border-b border-line px-4 py-2 last:border-b-0">
    <span className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span className="text-body font-medium">{eventWords(row.event)}</span>
      <time className="figures text-small text-ink-muted" dateTime={new Date(row.at).toISOString()}>{format.moment(row.at)}</time>
    </span>
    <span className="text-small text-ink-muted wrap-anywhere">{row.erased ? said.erasedRow : [row.name ?? said.nobody, row.address].filter((part) => part !== "").join(" · ")}</span>
    {row.detail.length > 0 && <span className="text-small text-ink-muted wrap-anywhere">{row.detail.map(([name, value]) => `${name}: ${named(value)}`).join(" · ")}</span>}
  </li>
);
