// One person of a shared vCard: who it is, whether he is here already, and one tap that makes a contact of him, and a
// company where there is none of that name.
import type { Call } from "@outrider/shared/commands";
import { withoutHalfSigns } from "@outrider/shared/kernel";
import type { VCard } from "@outrider/shared/vcard";
import { useNavigate } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { RecordLink } from "../../app/record-link.tsx";
import { recordRoutes } from "../../app/record-route.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { usable } from "./read-shared.ts";
import { words } from "./texts.ts";

/** As long as a name may be. */
const MOST_NAME = 300;
const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

export type SharedCardProps = {
  readonly card: VCard;
  /** The only one of its file: then its page is opened, and what was shared is dealt with. */
  readonly alone: boolean;
  readonly onMade: () => Promise<void>;
};

export const SharedCard = ({ card, alone, onMade }: SharedCardProps) => {
  const perform = usePerform();
  const navigate = useNavigate();
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<string>();
  const { emails, phones, leftOut } = usable(card);
  const [name, org, title] = [card.name, card.org, card.title].map((value) => withoutHalfSigns(value.slice(0, MOST_NAME))) as [string, string, string];
  const companies = useLiveQuery(org === "" ? null : { kind: "company", search: org, limit: 20 });
  const company = companies.rows.find((row) => same(row.title, org));
  const [first] = emails;
  const { rows } = useLiveQuery(first === undefined ? null : { kind: "contact", search: first, limit: 5 });
  const twin = rows.find((row) => row.id !== made && row.sets["emails"]?.some((email) => same(email, first ?? "")));

  const make = async () => {
    const [id, firm] = [crypto.randomUUID(), crypto.randomUUID()];
    const isNew = org !== "" && company === undefined;
    const calls: Call[] = [
      ...(isNew ? [{ name: "create", args: { id: firm, kind: "company", values: { name: org } } } as const] : []),
      { name: "create", args: { id, kind: "contact", values: { name, ...(title !== "" && { title }), ...(org !== "" && { company: company?.id ?? firm }) }, sets: { ...(emails.length > 0 && { emails }), ...(phones.length > 0 && { phones }) } } },
    ];
    setBusy(true);
    const { reason } = await perform(calls, words.made);
    setBusy(false);
    setTrouble(reason);
    if (reason !== undefined) return;
    setMade(id);
    if (!alone) return;
    await onMade();
    void navigate({ to: recordRoutes.contact, params: { id } });
  };
  const detail = [title, org].filter((part) => part !== "").join(" · ");
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-body font-semibold wrap-break-word text-ink">{name}</p>
        {detail !== "" && <p className="text-small wrap-break-word text-ink-muted">{detail}</p>}
        <p className="figures text-small wrap-anywhere text-ink-muted">{[...emails, ...phones].join(" · ")}</p>
        {leftOut.length > 0 && <p className="text-small wrap-anywhere text-warn-ink">{words.leftOut(leftOut)}</p>}
        {org !== "" && !companies.loading && company === undefined && made === undefined && <p className="text-small text-ink-muted">{words.firm(org)}</p>}
        {twin !== undefined && <p className="text-small text-warn-ink">{words.known(twin.title)}: <RecordLink kind="contact" id={twin.id} title={twin.title} /></p>}
        {trouble !== undefined && <Banner kind="error" title={trouble} />}
      </div>
      {made === undefined
        ? <Button variant={twin === undefined ? "primary" : "secondary"} icon={UserPlus} busy={busy || (org !== "" && companies.loading)} onClick={() => void make()}>{words.newContact}</Button>
        : <RecordLink kind="contact" id={made} title={words.made} />}
    </div>
  );
};
