// What can be done with the words of an answer to an objection: keep them as the answer on a deal, and copy them.
import { Copy, Save } from "lucide-react";
import { copyText } from "../../app/copy-text.ts";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const said = words.objection;

export interface ResponseOn {
  /** What they said. */
  readonly text: string;
  readonly deal: RecordPage | null;
  /** Its own record, where it is kept already. */
  readonly objection: string | undefined;
  readonly onPickDeal: () => void;
}

interface ResponseActionsProps {
  readonly on: ResponseOn;
  readonly response: string;
  readonly category: string;
  /** The one thing that most do here. */
  readonly main: boolean;
}

/** Whether an answer may be kept on the deal, or judged on it. */
export const mayKeepOn = (deal: RecordPage | null): deal is RecordPage => deal !== null && deal.may.edit && !deal.deleted;

export const ResponseActions = ({ on: { text, deal, objection, onPickDeal }, response, category, main }: ResponseActionsProps) => {
  const perform = usePerform();
  const toast = useToast();
  const copy = async () => toast(await copyText(response) ? { message: said.copied } : { message: said.notCopied, tone: "bad" });
  const keep = async () => {
    if (deal === null) return onPickDeal();
    const values = { response, category };
    const { reason } = await perform(objection === undefined ? { name: "create", args: { kind: "objection", values: { ...values, root: deal.id, text, status: "open" } } } : { name: "edit", args: { id: objection, values } }, said.kept);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <div className="flex flex-wrap gap-2">
      {(deal === null || mayKeepOn(deal)) && <Button variant={main ? "primary" : "secondary"} icon={Save} onClick={() => void keep()}>{deal === null ? said.keepOn : said.keep}</Button>}
      <Button icon={Copy} onClick={() => void copy()}>{said.copy}</Button>
    </div>
  );
};
