// All whom a segment finds, a hundred after another: of this device, following every edit, or of the server where the device
// holds a part. With no network it is said that it is what the device holds.
import type { Rule } from "@outrider/shared/schema";
import { useState } from "react";
import { BackLink } from "../../app/back-link.tsx";
import { ruleLine } from "../../app/rule/rule-words.ts";
import { type RecordPage, useSegment } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { MemberLine } from "./member-line.tsx";
import { afterOf, MEMBERS_AT_ONCE } from "./members-of.ts";
import { ruleOfSegment } from "./segment-fields.ts";
import { standingOf } from "./standing.ts";
import { words } from "./texts.ts";
import { useLooking, usePreview } from "./use-preview.ts";
import type { Reading } from "./use-segment-reading.ts";
import { useServerMembers } from "./use-server-members.ts";

const said = words.members;

const More = ({ busy = false, onMore }: { readonly busy?: boolean; readonly onMore: () => void }) => <li className="pt-2"><Button busy={busy} onClick={onMore}>{said.more}</Button></li>;

/** A page of this device, and those after it once they are asked for: each begins where the one before it ends now. */
const HerePage = ({ rule, after, before }: { readonly rule: Rule | undefined; readonly after: string | undefined; /** How many stand before it. */ readonly before: number }) => {
  const looking = useLooking();
  const found = useSegment({ rule: rule ?? null, ...looking, sample: MEMBERS_AT_ONCE, ...(after !== undefined && { after }) });
  const [open, setOpen] = useState(false);
  const page = found?.sample ?? [];
  const shown = before + page.length;
  const next = shown < (found?.count ?? 0) ? afterOf(page) : null;
  return (
    <>
      {page.map(({ id, title }) => <MemberLine key={id} id={id} title={title} />)}
      {next !== null && (open ? <HerePage rule={rule} after={next} before={shown} /> : <More onMore={() => setOpen(true)} />)}
    </>
  );
};

/** Begun anew for another rule. */
const ServerPages = ({ segment }: { readonly segment: string }) => {
  const { members, busy, failed, load } = useServerMembers(segment);
  if (members.length === 0 && !failed) return <Skeleton lines={8} />;
  return (
    <>
      <ul aria-label={said.list} className="flex flex-col">
        {members.map(({ id, title }) => <MemberLine key={id} id={id} title={title} />)}
        {load !== undefined && <More busy={busy} onMore={load} />}
      </ul>
      {failed && <Banner kind="warning" title={said.failed} />}
    </>
  );
};

export const MembersView = ({ view, told }: { readonly view: RecordPage; readonly told: Reading }) => {
  const { rule } = ruleOfSegment(view.values["rule"]);
  const preview = usePreview(rule, 0);
  const how = standingOf(preview);
  return (
    <Page narrow>
      <PageHeader back={<BackLink to="/segments" />} title={view.title} detail={rule === undefined ? words.everybody : ruleLine(rule, told.fields, told.names)} />
      <Panel title={words.preview.title}>
        <div className="flex flex-col gap-2">
          <p role="status" className="figures text-page font-semibold">{preview.loading ? words.counting : words.contacts(preview.count)}</p>
          {how !== "" && !preview.loading && <p className="text-small text-ink-muted">{how}</p>}
          {preview.fault !== "" && <p className="text-small text-warn-ink">{preview.fault}</p>}
          {preview.loading ? <Skeleton lines={8} /> : preview.count === 0 ? <p className="text-body text-ink-muted">{words.preview.nobody}</p>
            : preview.of === "server" ? <ServerPages key={JSON.stringify(rule)} segment={view.id} />
              : <ul aria-label={said.list} className="flex flex-col"><HerePage rule={rule} after={undefined} before={0} /></ul>}
        </div>
      </Panel>
    </Page>
  );
};
