// One edit that the server refused: what happened, what to do, and what was typed, to be copied, looked up or dismissed.
import { entityOf } from "@outrider/shared/schema";
import { Copy } from "lucide-react";
import { useAct } from "../../act/index.ts";
import { useUser } from "../../app/app-context.tsx";
import { copyText } from "../../app/copy-text.ts";
import { format } from "../../app/format.ts";
import { HomeLink } from "../../app/record-home.tsx";
import { hasPage } from "../../app/record-route.ts";
import { useNow } from "../../app/use-now.ts";
import { useRecord, type RefusedEdit } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { refusalWords } from "./refusal-words.ts";
import { words } from "./texts.ts";
import { typedText } from "./typed-text.ts";

/** What these make is on no device once they are refused, which says nothing about who may see it. */
const MAKES: ReadonlySet<string> = new Set(["create", "convert", "logActivity", "import"]);

export const RefusedItem = ({ edit }: { readonly edit: RefusedEdit }) => {
  const act = useAct();
  const toast = useToast();
  const user = useUser();
  const now = useNow();
  const records = [...new Map(edit.typed.map(({ record }) => [record.id, record])).values()];
  const [first] = records;
  const { state, view } = useRecord(first?.id ?? null);
  const missing = first !== undefined && state === "missing";
  const hangs = first !== undefined && !hasPage(first.kind);
  const owner = view?.values["owner"];
  const { title, detail } = refusalWords(edit.refusal, {
    subject: first === undefined || hangs ? words.refusals.belongsTo : words.refusals.subject(entityOf(first.kind).label),
    gone: missing && !MAKES.has(edit.command),
    owner: typeof owner === "string" && owner !== user?.id ? view?.titles[owner] : undefined,
  });
  const copy = async () => toast((await copyText(typedText(edit.typed, title))) ? { message: words.copied } : { message: words.notCopied, tone: "bad" });
  return (
    <li className="flex flex-col gap-2 border-b border-line pb-4 last:border-b-0 last:pb-0">
      {/* Said once it is known whether the record is still here, so that it is not said twice. */}
      {(first === undefined || state !== "loading") && <Banner kind="error" title={title}>{detail}</Banner>}
      <p className="flex flex-wrap items-baseline gap-x-2 text-body">
        <span className="font-medium">{words.commands[edit.command] ?? edit.command}</span>
        {records.map((record) => (missing && record.id === first.id ? <span key={record.id}>{record.title}</span> : <HomeLink key={record.id} kind={record.kind} id={record.id} title={record.title} />))}
        <span className="text-caption text-ink-muted">{format.when(edit.at, now)}</span>
      </p>
      {edit.typed.length > 0 && (
        <dl aria-label={words.typed} className="rounded-control border border-line bg-sunken px-3 py-2 text-body">
          {edit.typed.map(({ record, field, label, text }) => (
            <div key={`${record.id} ${field} ${text}`} className="flex flex-wrap gap-x-2">
              <dt className="text-ink-muted">{label}</dt>
              <dd className="min-w-0 wrap-break-word whitespace-pre-line">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="flex flex-wrap gap-2">
        {edit.typed.length > 0 && <Button size="small" icon={Copy} onClick={() => void copy()}>{words.copy}</Button>}
        <Button size="small" variant="quiet" onClick={() => void act.dismissRefused([edit.group])}>{words.dismiss}</Button>
      </div>
    </li>
  );
};
