// Where other systems are told of what happens in this workspace; for admins.
import { ChevronRight, CircleAlert, CloudUpload, Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { useUser } from "../../app/app-context.tsx";
import { BackLink } from "../../app/back-link.tsx";
import { NotListed } from "../../app/not-listed.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { useTitle } from "../../app/use-title.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { words } from "./texts.ts";
import { WebhookDetail } from "./webhook-detail.tsx";
import { WebhookForm } from "./webhook-form.tsx";
import { type Webhook, webhooksOf } from "./webhook-view.ts";

const Line = ({ webhook, onOpen }: { readonly webhook: Webhook; readonly onOpen: () => void }) => (
  <li className="border-b border-line last:border-b-0">
    <button type="button" aria-label={words.open(webhook.name)} onClick={onOpen} className="focus-inset flex min-h-14 w-full items-center gap-3 px-4 py-2 text-start hover:bg-hover">
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium">
          <span className="wrap-anywhere">{webhook.name}</span>
          <Badge tone={webhook.active ? (webhook.failingSince === null ? "ok" : "warn") : "neutral"}>{webhook.active ? words.active : words.off}</Badge>
        </span>
        <span className="block truncate text-small text-ink-muted">{webhook.url}</span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:-scale-x-100" />
    </button>
  </li>
);

const WebhooksPage = () => {
  const workspace = useUser()?.workspaceId ?? "";
  const pathOf = useCallback((rest = "", more = "") => `/api/webhooks${rest}?workspace=${encodeURIComponent(workspace)}${more}`, [workspace]);
  const { value: webhooks, problem, look } = useAsked(pathOf(), webhooksOf);
  const [opened, setOpened] = useState<string>();
  const [form, setForm] = useState<"new" | "change">();
  const [secret, setSecret] = useState<{ readonly title: string; readonly value: string }>();
  useTitle(words.title);
  const shown = webhooks?.find(({ id }) => id === opened);
  return (
    <Page narrow>
      <PageHeader
        back={<BackLink to="/settings" />} title={words.title} detail={webhooks && words.count(webhooks.length)}
        actions={problem === undefined && <Button icon={Plus} onClick={() => setForm("new")}>{words.add}</Button>}
      />
      {webhooks === undefined && problem === undefined && <Skeleton lines={3} boxed />}
      {problem !== undefined && <Panel flush><NotListed problem={problem} look={look} words={words} icon={CircleAlert} /></Panel>}
      {problem === undefined && webhooks !== undefined && (
        <Panel flush>
          {webhooks.length === 0
            ? <EmptyState icon={CloudUpload} title={words.none}>{words.noneDetail}</EmptyState>
            : <ul aria-label={words.title}>{webhooks.map((webhook) => <Line key={webhook.id} webhook={webhook} onOpen={() => setOpened(webhook.id)} />)}</ul>}
        </Panel>
      )}
      {problem === undefined && shown && (
        <WebhookDetail
          key={shown.id} webhook={shown} pathOf={pathOf} onEdit={() => setForm("change")} onChanged={() => void look()}
          onSecret={(value) => setSecret({ title: words.renewed, value })}
        />
      )}
      {form !== undefined && (
        <WebhookForm
          webhook={form === "change" ? shown : undefined} pathOf={pathOf} onClose={() => setForm(undefined)}
          onSaved={(value) => {
            setForm(undefined);
            if (value !== "") setSecret({ title: words.made, value });
            void look();
          }}
        />
      )}
      {secret !== undefined && <SecretDialog title={secret.title} secret={secret.value} onClose={() => setSecret(undefined)} />}
    </Page>
  );
};

export default WebhooksPage;
