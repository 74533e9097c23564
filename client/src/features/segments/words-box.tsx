// Says in plain words whom a segment means. What is understood becomes conditions when the person asks for it; what is not
// is underlined where it stands, and listed. Nonsense changes nothing.
import { checkRule } from "@outrider/shared/schema";
import { readWireRule, wordsToRule } from "@outrider/shared/segments";
import { Sparkles, WandSparkles } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { objectOf } from "../../app/answer-parts.ts";
import { useApp, useUser } from "../../app/app-context.tsx";
import { type Group, treeOf } from "../../app/rule/rule-tree.ts";
import { useModelOffer } from "../../app/use-model-offer.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { controlClass } from "../../ui/field.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useToast } from "../../ui/toast.tsx";
import { customOf } from "./segment-fields.ts";
import { words } from "./texts.ts";
import { useLooking } from "./use-preview.ts";
import type { Reading } from "./use-segment-reading.ts";
import { useWordNames } from "./use-word-names.ts";
import { markedOf } from "./words-marks.ts";

const said = words.says;

/** What a group is as one of the whole: always a group. */
const wholeOf = (given: unknown, told: Reading): { readonly tree: Group } | { readonly why: string } => {
  const read = readWireRule(given, customOf(told.custom));
  if (!read.ok) return { why: `${read.error.at} ${read.error.message}`.trim() };
  const tree = treeOf(read.value, told.fields);
  return tree === null || checkRule(read.value) !== null ? { why: words.page.strange } : { tree };
};

export const WordsBox = ({ told, tree, onTree }: { readonly told: Reading; readonly tree: Group; readonly onTree: (next: (before: Group) => Group) => void }) => {
  const id = useId();
  const toast = useToast();
  const names = useWordNames(told);
  const { today } = useLooking();
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const model = useModelOffer();
  const read = useMemo(() => wordsToRule(typed, names, today), [typed, names, today]);
  const parts = useMemo(() => markedOf(typed, typed.trim() === "" ? [] : read.unread), [typed, read]);
  const unread = parts.filter((part) => part.unread && part.text.trim() !== "").map((part) => part.text.trim());
  const put = (given: unknown, done: string) => {
    const made = wholeOf(given, told);
    if ("why" in made) return setTrouble(said.failed(made.why));
    const before = tree;
    onTree(() => made.tree);
    toast({ message: done, about: "edit", ...(before.parts.length > 0 && { onUndo: () => onTree(() => before) }) });
  };
  const ask = async () => {
    setBusy(true);
    setTrouble(undefined);
    const answer = await api({ method: "POST", path: `/api/ai/segment-rule?workspace=${encodeURIComponent(workspace)}`, body: { text: typed } });
    setBusy(false);
    if (!answer.ok) return setTrouble(said.unasked(answer.error.kind === "unreachable" ? said.network : answer.error.detail || answer.error.title));
    const { rule } = objectOf(answer.value);
    if (rule === null || rule === undefined) setTrouble(said.none);
    else put(rule, said.byModel);
  };
  const make = () => {
    if (read.rule === null) setTrouble(said.nonsense);
    else put(read.rule, said.put);
  };
  return (
    <Panel title={said.title}>
      <div className="flex flex-col gap-2">
        <label htmlFor={id} className="text-small font-medium text-ink">{said.label}</label>
        <div className="relative">
          <textarea
            id={id} rows={2} maxLength={2_000} placeholder={said.placeholder} value={typed} aria-describedby={`${id}-hint ${id}-unread`} spellCheck={false}
            onChange={(event) => {
              setTrouble(undefined);
              setTyped(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              if (typed.trim() !== "") make();
            }}
            className={classNames(controlClass, "block field-sizing-content min-h-16! resize-none py-2")}
          />
          <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden border border-transparent px-3 py-2 text-body wrap-break-word whitespace-pre-wrap text-transparent desk:px-2.5">
            {parts.map(({ text, unread: not }, at) => (not ? <u key={at} className="decoration-bad decoration-wavy decoration-2 underline-offset-4">{text}</u> : text))}
          </div>
        </div>
        <p id={`${id}-unread`} role="status" className="text-small empty:hidden">{typed.trim() === "" ? "" : unread.length > 0 ? said.unread(unread) : read.rule === null ? "" : said.understood}</p>
        {trouble !== undefined && <Banner kind="error" title={trouble} />}
        <p id={`${id}-hint`} className="text-caption text-ink-muted">{said.hint}</p>
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={WandSparkles} disabled={typed.trim() === ""} onClick={make}>{said.make}</Button>
          {model !== undefined && model.model !== "" && <Button variant="quiet" icon={Sparkles} busy={busy} disabled={typed.trim() === "" || !model.online} onClick={() => void ask()}>{said.ask}</Button>}
        </div>
        {model !== undefined && model.model !== "" && <p className="text-caption text-ink-muted wrap-anywhere">{model.online ? said.askHint(model.model) : said.offline(model.model)}</p>}
      </div>
    </Panel>
  );
};
