// How one is told: by which channel of what, when not, and by push on this very browser.
import { CloudOff, TriangleAlert } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { localZone } from "../../app/format.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { useTitle } from "../../app/use-title.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segmented, type Segment } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { CHANNELS, type Preferences, preferencesOf, WHATS } from "./preferences.ts";
import { PushPanel } from "./push-panel.tsx";
import { words } from "./texts.ts";

const digests: readonly Segment<Preferences["digest"]>[] = [{ value: "off", label: words.digests.off }, { value: "daily", label: words.digests.daily }];
const NIGHT = { from: "22:00", to: "07:00" };

const ChannelTable = ({ given, set }: { readonly given: Preferences; readonly set: (next: Preferences) => void }) => (
  <ul>
    {WHATS.map((what) => (
      <li key={what} className="border-b border-line px-4 py-2 last:border-b-0">
        <fieldset className="flex min-w-0 flex-wrap items-center gap-x-5 border-0 p-0">
          <legend className="float-start min-w-0 basis-full text-body font-medium desk:flex-1 desk:basis-64">{words.kinds[what]}</legend>
          {CHANNELS.map((channel) => (
            <Checkbox
              key={channel} label={words.channels[channel]} checked={given.channels[what][channel]}
              onChange={(checked) => set({ ...given, channels: { ...given.channels, [what]: { ...given.channels[what], [channel]: checked } } })}
            />
          ))}
        </fieldset>
      </li>
    ))}
  </ul>
);

const NotificationSettingsPage = () => {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const path = `/api/notifications/preferences?workspace=${encodeURIComponent(workspace)}`;
  const toast = useToast();
  const [given, setGiven] = useState<Preferences>();
  const [problem, setProblem] = useState<ApiProblem>();
  useTitle(words.settings);
  const look = useCallback(() => void api({ method: "GET", path }).then((answer) => {
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) setGiven(preferencesOf(answer.value));
  }), [api, path]);
  useEffect(look, [look]);
  const save = async (next: Preferences) => {
    const before = given;
    // Times are meant as this person's wall clock has them.
    const body = { ...next, timeZone: localZone() };
    setGiven(body);
    const answer = await api({ method: "PUT", path, body });
    if (answer.ok) return;
    setGiven(before);
    toast({ message: problemSaid(answer.error, words.needsNetwork), tone: "bad" });
  };
  const set = (next: Preferences) => void save(next);
  const away = problem?.kind === "unreachable";
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/settings" />} title={words.settings} />
      <PushPanel />
      {given === undefined && problem === undefined && <Skeleton lines={6} boxed />}
      {given === undefined && problem !== undefined && (
        <Panel flush>
          <EmptyState icon={away ? CloudOff : TriangleAlert} title={away ? words.offline : words.failed} action={<Button onClick={look}>{words.retry}</Button>}>{words.offlineDetail}</EmptyState>
        </Panel>
      )}
      {given !== undefined && (
        <>
          <Panel title={words.channelsTitle} flush><ChannelTable given={given} set={set} /></Panel>
          <Panel title={words.timesTitle}>
            <div className="flex flex-col gap-4">
              <div className="flex flex-wrap items-end gap-3">
                <Segmented label={words.digest} segments={digests} value={given.digest} onChange={(digest) => set({ ...given, digest })} />
                {given.digest === "daily" && <TextField label={words.digestAt} type="time" value={given.digestAt} onChange={(digestAt) => digestAt !== "" && set({ ...given, digestAt })} />}
              </div>
              <Checkbox label={words.quiet} hint={words.quietHint} checked={given.quiet !== null} onChange={(on) => set({ ...given, quiet: on ? NIGHT : null })} />
              {given.quiet !== null && (
                <div className="flex flex-wrap gap-3">
                  <TextField label={words.quietFrom} type="time" value={given.quiet.from} onChange={(from) => from !== "" && given.quiet && set({ ...given, quiet: { ...given.quiet, from } })} />
                  <TextField label={words.quietTo} type="time" value={given.quiet.to} onChange={(to) => to !== "" && given.quiet && set({ ...given, quiet: { ...given.quiet, to } })} />
                </div>
              )}
              <p className="text-small text-ink-muted">{words.zone(localZone())}</p>
            </div>
          </Panel>
        </>
      )}
    </Page>
  );
};

export default NotificationSettingsPage;
