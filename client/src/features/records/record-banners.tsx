// What there is to know about the record as a whole: in the bin, merged away, converted, values to be decided.
import { Undo2 } from "lucide-react";
import { useUser } from "../../app/app-context.tsx";
import { leadingProposals } from "../../app/leading-proposals.ts";
import { maySettle } from "../../app/may-settle.ts";
import { RecordLink } from "../../app/record-link.tsx";
import type { PageKind } from "../../app/record-route.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useRecord, type RecordPage } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { becameOf, isConverted, takeBackConversion } from "./conversion.ts";
import { pageWords } from "./page-texts.ts";
import { words } from "./texts.ts";

const MergedBanner = whenOpened(async () => (await import("./merged-banner.tsx")).MergedBanner);
const EditedTwins = whenOpened(async () => (await import("./twin-hint.tsx")).EditedTwins);
/** What this person changed so lately that it is still being worked on. */
const JUST_NOW_MS = 10 * 60_000;

const ProposalsBanner = whenOpened(async () => (await import("./proposals-banner.tsx")).ProposalsBanner);

const Converted = ({ view }: { readonly view: RecordPage }) => {
  const perform = usePerform();
  const toast = useToast();
  const became = becameOf(view);
  const idOf = (kind: string): string | null => became.find((one) => one.kind === kind)?.id ?? null;
  const contact = useRecord(idOf("contact"));
  const deal = useRecord(idOf("deal"));
  const gone = (id: string): boolean => [contact, deal].some(({ view: one, state }) => (one?.id === id ? one.deleted : state === "missing" && became.some((made) => made.id === id)));
  const back = async () => {
    const { reason } = await perform(takeBackConversion(view, gone), pageWords.convert.undone);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <Banner kind="ok" title={pageWords.convert.converted} action={view.may.edit && <Button size="small" icon={Undo2} onClick={() => void back()}>{pageWords.convert.undo}</Button>}>
      <span className="flex flex-wrap gap-x-3">
        {became.map(({ kind, id }) => <span key={id}>{words.kindName[kind]}: <RecordLink kind={kind} id={id} title={view.titles[id] ?? pageWords.page.missing} /></span>)}
      </span>
    </Banner>
  );
};

export const RecordBanners = ({ view, kind }: { readonly view: RecordPage; readonly kind: PageKind }) => {
  const perform = usePerform();
  const toast = useToast();
  const restore = async () => {
    const { reason } = await perform({ name: "restore", args: { id: view.id } }, pageWords.page.restored);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const user = useUser();
  const now = useNow();
  const edited = !view.deleted && view.mergedInto === null && view.updatedBy === user?.id && now - view.updatedAt < JUST_NOW_MS;
  const proposals = leadingProposals(view.proposals, () => kind);
  return (
    <>
      {view.deleted && <Banner kind="warning" title={pageWords.page.deleted} action={view.may.delete && <Button size="small" onClick={() => void restore()}>{pageWords.page.restore}</Button>}>{pageWords.page.deletedDetail}</Banner>}
      {(view.mergedInto !== null || view.absorbed !== undefined) && <MergedBanner view={view} kind={kind} />}
      {edited && <EditedTwins view={view} kind={kind} />}
      {isConverted(view) && <Converted view={view} />}
      {proposals.length > 0 && <ProposalsBanner view={view} kind={kind} proposals={proposals} may={(field) => maySettle(view.may, kind, field)} />}
    </>
  );
};
