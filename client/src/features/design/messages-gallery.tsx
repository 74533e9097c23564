// Messages, states and what lies over the page.
import { Handshake, NotebookPen, Phone, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { ActionDialog } from "../../ui/action-dialog.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { SyncDot, type SyncState } from "../../ui/sync-dot.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useToast } from "../../ui/toast.tsx";
import { text } from "../../app/text.ts";

const states: readonly SyncState[] = ["starting", "saved-here", "sending", "synced", "offline", "attention"];
const tones = ["neutral", "accent", "info", "ok", "warn", "bad"] as const;

export const MessagesGallery = () => {
  const toast = useToast();
  const [over, setOver] = useState<"dialog" | "sheet" | "confirm" | "actions" | "form">();
  const close = () => setOver(undefined);
  return (
    <>
      <Panel title="Banners">
        <div className="flex flex-col gap-2">
          <Banner kind="info" title="A new version is ready" action={<Button size="small">Update now</Button>}>What you have saved stays.</Banner>
          <Banner kind="ok" title="Imported 8,800 deals" onDismiss={() => undefined} />
          <Banner kind="warning" title="Your session has ended">You can go on working here.</Banner>
          <Banner kind="error" title="Too many attempts">Wait 10 minutes, then try again.</Banner>
          <Banner kind="offline" title="The server cannot be reached">Changes are saved on this device.</Banner>
        </div>
      </Panel>
      <Panel title="Signs">
        <div className="flex flex-col gap-4">
          <div className="flex flex-wrap gap-2">{tones.map((tone) => <Badge key={tone} tone={tone}>{tone}</Badge>)}</div>
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            {states.map((state) => <SyncDot key={state} state={state} label={text.sync[state]} count={state === "sending" ? 12 : state === "attention" ? 2 : undefined} />)}
          </div>
          <div className="flex items-center gap-2">
            <Avatar name="Ada King" size="small" /><Avatar name="Marco Sand" /><Avatar name="Northwind Timber" square /><Avatar name="李 小龙" size="large" alone />
          </div>
        </div>
      </Panel>
      <Panel title="Waiting">
        <div className="flex flex-col gap-4">
          <ProgressBar label="Getting your data" value={0.62} detail="5,456 of 8,800" />
          <ProgressBar label="Reading the file" />
          <Skeleton />
        </div>
      </Panel>
      <Panel title="Nothing yet" flush>
        <EmptyState icon={Handshake} title="No deals yet" action={<><Button variant="primary" icon={Plus}>New deal</Button><Button>Import a file</Button></>}>
          Deals you add here are saved on this device at once and sent when there is a connection.
        </EmptyState>
      </Panel>
      <Panel title="Over the page">
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setOver("dialog")}>Dialog</Button>
          <Button onClick={() => setOver("sheet")}>Sheet</Button>
          <Button onClick={() => setOver("confirm")}>Confirm</Button>
          <Button onClick={() => setOver("actions")}>Actions</Button>
          <Button onClick={() => setOver("form")}>Form that is refused</Button>
          <Button onClick={() => toast({ message: "Moved to Negotiation", onUndo: () => toast({ message: "Back in Proposal" }) })}>Toast with undo</Button>
          <Button onClick={() => toast({ message: "The change was refused", tone: "bad" })}>Bad toast</Button>
        </div>
        <Dialog open={over === "dialog" || over === "sheet"} shape={over === "sheet" ? "sheet" : "dialog"} onClose={close} title="Log a call" description="It joins the timeline of this deal." footer={<><Button onClick={close}>Cancel</Button><Button variant="primary" onClick={close}>Save call</Button></>}>
          <div className="flex flex-col gap-4 pb-3">
            <TextField label="Outcome" value="" onChange={() => undefined} />
            <TextArea label="What was said" optional value="" onChange={() => undefined} />
          </div>
        </Dialog>
        {over === "actions" && (
          <ActionDialog
            title="Fleet extension" onClose={close}
            items={[
              { id: "call", label: "Log a call", icon: Phone, onSelect: close },
              { id: "note", label: "Add a note", icon: NotebookPen, current: true, onSelect: close },
              { id: "delete", label: "Delete", icon: Trash2, danger: true, onSelect: close },
            ]}
          />
        )}
        {over === "form" && (
          <SmallForm title="Invite somebody" saveLabel="Invite" onSave={async () => "This address has an account already."} onClose={close}>
            <TextField label="Email" type="email" value="ada@northwind.test" onChange={() => undefined} />
          </SmallForm>
        )}
        <ConfirmDialog open={over === "confirm"} danger title="Delete this deal?" description="It stays in the bin for 30 days." confirmLabel="Delete" onConfirm={close} onClose={close} />
      </Panel>
    </>
  );
};
