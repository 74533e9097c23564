// The assistant may not look here: who has not agreed, and what agrees it for who may.
import type { ConsentGap } from "@outrider/shared/sales";
import { settingsId } from "@outrider/shared/commands";
import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useUser } from "../../app/app-context.tsx";
import { usePerform } from "../../app/use-perform.ts";
import { useLiveQuery, useRecord } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const said = words.consent;

export const ConsentNote = ({ gap }: { readonly gap: ConsentGap }) => (gap.who === "workspace" ? <WorkspaceNote /> : <ContactNote contact={gap.contact} />);

const WorkspaceNote = () => {
  const user = useUser();
  const perform = usePerform();
  const toast = useToast();
  const { rows, loading } = useLiveQuery({ kind: "settings", limit: 1 });
  const turnOn = async () => {
    const values = { assistant: true };
    const id = rows[0]?.id;
    const { reason } = await perform(id === undefined ? { name: "create", args: { id: settingsId(user?.workspaceId ?? ""), kind: "settings", values } } : { name: "edit", args: { id, values } }, said.turnedOn);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const admin = user?.role === "admin";
  return (
    <Note title={said.workspace} detail={admin ? said.workspaceDetail : `${said.workspaceDetail} ${said.askAdmin}`}>
      {admin && <Button icon={ShieldCheck} disabled={loading} onClick={() => void turnOn()}>{said.turnOn}</Button>}
    </Note>
  );
};

const ContactNote = ({ contact }: { readonly contact: string }) => {
  const perform = usePerform();
  const toast = useToast();
  const { view } = useRecord(contact);
  const agree = async () => {
    const { reason } = await perform({ name: "edit", args: { id: contact, values: { assistant: "here" } } }, said.notedAgreed);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <Note title={said.contact} detail={said.contactDetail}>
      {view?.may.edit === true && <Button icon={ShieldCheck} onClick={() => void agree()}>{said.noteAgreed}</Button>}
    </Note>
  );
};

const Note = ({ title, detail, children }: { readonly title: string; readonly detail: string; readonly children: ReactNode }) => (
  <div className="flex flex-col items-start gap-2">
    <p className="text-body font-medium">{title}</p>
    <p className="text-body text-ink-muted">{detail}</p>
    {children}
  </div>
);
