// The objection handler: what they said, typed or spoken, and at once what to answer. With a deal it knows who said it and
// where the deal stands, and the answer can be kept on it.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Handshake, Shield } from "lucide-react";
import { useEffect, useState } from "react";
import { LinkPicker, VoiceButton } from "../../app/record-forms.ts";
import { useMeant } from "../../app/use-meant.ts";
import { useTitle } from "../../app/use-title.ts";
import { useAssistant, useRecord } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { focusWhenShown } from "../../ui/focus-when-shown.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { Asked } from "./asked.tsx";
import { ModelWords } from "./model-words.tsx";
import { ObjectionAnswerView } from "./objection-answer-view.tsx";
import { mayKeepOn, ResponseActions } from "./response-actions.tsx";
import { words } from "./texts.ts";
import { useAsOf } from "./use-as-of.ts";
import { useModelAnswer } from "./use-model-answer.ts";

const said = words.objection;
/** While one types, the answer follows in steps. */
const STEP_MS = 350;
const MOST = 2_000;

const ObjectionPage = () => {
  const { deal = "", objection } = useSearch({ from: "/shell/objection" });
  const { state, view } = useRecord(objection ?? null);
  useTitle(said.title);
  // What is kept is shown as it was said; until it is here there is nothing to begin with.
  if (objection !== undefined && state === "loading") return <Page narrow><PageHeader title={said.title} /></Page>;
  const text = view?.values["text"];
  return <Handling key={objection ?? ""} deal={deal} objection={view?.id} first={typeof text === "string" ? text : ""} />;
};

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), STEP_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

const Handling = ({ deal, objection, first }: { readonly deal: string; readonly objection: string | undefined; readonly first: string }) => {
  const navigate = useNavigate();
  const asOf = useAsOf();
  const [typed, setTyped] = useState(first);
  const [picking, setPicking] = useState(false);
  const text = useSettled(typed).trim().slice(0, MOST);
  const { view } = useRecord(deal === "" ? null : deal);
  const meant = useMeant(text);
  const answer = useAssistant(text === "" ? null : { ask: "objection", text, deal, ...(meant && { meant }), ...(objection !== undefined && { self: objection }), ...asOf }, "objection");
  const asked = useModelAnswer({ assistant: "objection", ...(deal !== "" && { recordId: deal }), objectionText: text });
  const on = { text, deal: view, objection, onPickDeal: () => setPicking(true) };
  const category = answer?.result?.kind === "objection" ? answer.result.category : "";
  const toDeal = (id: string | undefined) => void navigate({ to: "/objection", search: { ...(id !== undefined && { deal: id }), ...(objection !== undefined && { objection }) }, replace: true });
  return (
    <Page narrow>
      <PageHeader title={said.title} />
      <div className="flex flex-col gap-1">
        <TextArea label={said.said} hint={said.hint} value={typed} onChange={setTyped} maxLength={MOST} ref={focusWhenShown} />
        <VoiceButton onText={(heard) => setTyped((before) => (before === "" ? heard : `${before} ${heard}`))} />
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="quiet" icon={Handshake} flush onClick={() => setPicking(true)}>{view === null ? said.pickDeal : `${said.deal}: ${view.title}`}</Button>
        </div>
      </div>
      {text === "" ? <EmptyState icon={Shield} title={said.prompt}>{said.promptDetail}</EmptyState> : (
        <Panel>
          <div aria-live="polite">
            <Asked answer={answer} kind="objection" model={<ModelWords asked={asked} may={mayKeepOn(view)} actions={(statements) => <ResponseActions on={on} response={statements.map((one) => one.text).join("\n\n")} category={category} main={false} />} />}>
              {(known) => <ObjectionAnswerView answer={known} on={on} />}
            </Asked>
          </div>
        </Panel>
      )}
      {picking && (
        <LinkPicker
          open label={said.pickDeal} title={said.pickDeal} kinds={["deal"]} chosen={deal === "" ? [] : [deal]} emptiable onClose={() => setPicking(false)}
          onPick={(picked) => {
            setPicking(false);
            toDeal(picked?.id);
          }}
        />
      )}
    </Page>
  );
};

export default ObjectionPage;
