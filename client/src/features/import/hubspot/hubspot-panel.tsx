// Bringing over what the workspace has at HubSpot: the token, reading with its progress, and the tables that come of it.
import { useCallback, useEffect, useRef, useState } from "react";
import { useApp, useUser } from "../../../app/app-context.tsx";
import { objectOf, textOf } from "../../../app/answer-parts.ts";
import { format } from "../../../app/format.ts";
import { useAsked } from "../../../app/use-asked.ts";
import type { ApiProblem } from "../../../platform/json-api.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { hubspotTables } from "./hubspot-files.ts";
import { atTheStart, countOf, HUBSPOT_LISTS, isOver, type Walk, walkOn } from "./hubspot-walk.ts";
import { words } from "./texts.ts";

const sinceOf = (answer: unknown): string => textOf(objectOf(answer)["since"]);
const said = (problem: ApiProblem): string => (problem.kind === "unreachable" ? words.unreachable : (problem.fields["token"] ?? (problem.detail || problem.title)));
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export const HubspotPanel = ({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) => {
  const { api } = useApp();
  const toast = useToast();
  const workspace = useUser()?.workspaceId ?? "";
  const path = `/api/hubspot?workspace=${encodeURIComponent(workspace)}`;
  const { value: since, problem: away, look } = useAsked(path, sinceOf);
  const [token, setToken] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [walk, setWalk] = useState<Walk>(atTheStart);
  const [running, setRunning] = useState(false);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const keep = async (call: { readonly method: "PUT"; readonly body: object } | { readonly method: "DELETE" }): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    const answer = await api({ ...call, path });
    setBusy(false);
    if (!answer.ok) return setTrouble(said(answer.error));
    setToken("");
    if (call.method === "DELETE") toast({ message: words.forgotten });
    return look();
  };
  const read = useCallback(async () => {
    const control = new AbortController();
    stop.current = control;
    setRunning(true);
    setTrouble(undefined);
    const came = await walkOn(walk, { api, workspace, wait, signal: control.signal, onPage: setWalk });
    setRunning(false);
    setWalk(came.walk);
    if (came.problem) return setTrouble(said(came.problem));
    if (!isOver(came.walk)) return undefined;
    const files = hubspotTables(came.walk.found, words.files).map(({ name, csv }) => new File([csv], name, { type: "text/csv" }));
    setWalk(atTheStart);
    return files.length === 0 ? setTrouble(words.nothing) : onFiles(files);
  }, [api, workspace, walk, onFiles]);

  // Without a connection there is nothing to be had from there, and nothing to be said of it.
  if (since === undefined || (away !== undefined && !running && walk === atTheStart)) return null;
  const list = HUBSPOT_LISTS[walk.list];
  return (
    <Panel title={words.title}>
      <div className="flex flex-col gap-3">
        <p className="text-body text-ink-muted">{words.about}</p>
        {trouble !== undefined && <Banner kind="error" title={trouble} onDismiss={() => setTrouble(undefined)} />}
        {since === "" ? (
          <form
            className="flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              if (token.trim() !== "") void keep({ method: "PUT", body: { token } });
            }}
          >
            <TextField label={words.token} hint={words.needs} type="password" autoComplete="off" value={token} onChange={setToken} />
            <div><Button type="submit" disabled={busy || token.trim() === ""}>{words.keep}</Button></div>
          </form>
        ) : running ? (
          <div className="flex items-end gap-3">
            <div className="min-w-0 flex-1"><ProgressBar label={list === undefined ? words.title : words.reading[list]} value={walk.list / HUBSPOT_LISTS.length} detail={words.progress(countOf(walk))} /></div>
            <Button onClick={() => stop.current?.abort()}>{words.stop}</Button>
          </div>
        ) : (
          <>
            <p className="text-small text-ink-muted">{walk === atTheStart ? words.since(format.day(since.slice(0, 10))) : words.stopped(countOf(walk))}</p>
            <div className="flex flex-wrap gap-2">
              <Button variant="primary" onClick={() => void read()}>{walk === atTheStart ? words.read : words.goOn}</Button>
              <Button variant="quiet" disabled={busy} onClick={() => void keep({ method: "DELETE" })}>{words.forget}</Button>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
};
