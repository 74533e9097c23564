// The mail as one customer after the other would get it, made on this device.
import { checkTemplate, readMail, renderMail } from "@outrider/shared/campaigns";
import type { Row } from "@outrider/shared/projection";
import { ChevronLeft, ChevronRight, Users } from "lucide-react";
import { useState } from "react";
import { Banner } from "../../ui/banner.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { previewValues } from "./preview-values.ts";
import { words } from "./texts.ts";
import { type AudienceOf, useAudience } from "./use-audience.ts";

const said = words.preview;
/** So many are paged through. */
const MOST = 100;

interface PreviewProps {
  readonly of: AudienceOf;
  readonly subject: string;
  readonly message: string;
  readonly known: ReadonlySet<string>;
  /** Rows of custom fields. */
  readonly definitions: readonly Row[];
}

const Mail = ({ row, subject, message, definitions }: { readonly row: Row } & Pick<PreviewProps, "subject" | "message" | "definitions">) => {
  const made = renderMail(readMail({ subject, message }), previewValues(row, definitions), { unsubscribe: said.link });
  const to = row.sets["emails"]?.[0];
  const refused = row.values["mail"] === "no";
  return (
    <div className="flex flex-col gap-2">
      <p className="text-small text-ink-muted wrap-anywhere">{said.to}: <span className="font-medium text-ink">{row.title}</span> · {to ?? said.noAddress}{refused && ` · ${said.unsubscribed}`}</p>
      {made.ok ? (
        <>
          <p className="text-heading font-semibold wrap-anywhere"><span className="sr-only">{said.subject}: </span>{made.mail.subject}</p>
          <p className="border-t border-line pt-2 text-body wrap-anywhere whitespace-pre-wrap" data-testid="preview-text">{made.mail.text}</p>
        </>
      ) : <Banner kind="warning" title={said.missing(made.missing.map((field) => words.fields[field] ?? field).join(", "))} />}
    </div>
  );
};

export const PreviewPanel = ({ of, subject, message, known, definitions }: PreviewProps) => {
  const [at, setAt] = useState(0);
  const { total, complete, sample } = useAudience(of, null, MOST);
  const count = total ?? 0;
  const row = sample[Math.min(at, sample.length - 1)];
  const faulty = checkTemplate(subject, known).length + checkTemplate(message, known).length > 0;
  const pages = (
    <span className="flex items-center">
      <IconButton icon={ChevronLeft} label={said.before} disabled={at === 0} onClick={() => setAt(at - 1)} />
      <IconButton icon={ChevronRight} label={said.next} disabled={at + 1 >= sample.length} onClick={() => setAt(at + 1)} />
    </span>
  );
  return (
    <Panel title={said.title} actions={count > 0 ? pages : undefined}>
      {of.segment === "" && <p className="text-body text-ink-muted">{words.edit.chooseSegment}</p>}
      {of.segment !== "" && total === undefined && <Skeleton lines={4} />}
      {total === 0 && <EmptyState icon={Users} title={complete ? said.none : said.noneHere}>{said.noneDetail}</EmptyState>}
      {count > 0 && (
        <div className="flex flex-col gap-2">
          <p className="figures text-small text-ink-muted" aria-live="polite">{said.of(Math.min(at + 1, sample.length), count)}</p>
          {faulty ? <Banner kind="warning" title={said.faulty} /> : row === undefined ? <Skeleton lines={4} /> : <Mail row={row} subject={subject} message={message} definitions={definitions} />}
        </div>
      )}
    </Panel>
  );
};
