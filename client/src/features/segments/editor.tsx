// Makes a segment or changes one: said in words, built condition by condition, with who it finds beside it. Nothing is kept
// before it is saved; what somebody else changed meanwhile is said first.
import { sameJson } from "@outrider/shared/kernel";
import { RULE_LIMITS, type Value } from "@outrider/shared/schema";
import { useBlocker } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ruleLine } from "../../app/rule/rule-words.ts";
import { conditionsIn, type Group, newGroup, treeOf } from "../../app/rule/rule-tree.ts";
import { useUser } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { judged, keptRule } from "./draft.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { ruleOfSegment } from "./segment-fields.ts";
import { words } from "./texts.ts";
import { usePreview } from "./use-preview.ts";
import { useUnrated } from "./use-unrated.ts";
import type { Reading } from "./use-segment-reading.ts";
import { useSegmentChoices } from "./use-segment-choices.ts";

const ConfirmDialog = whenOpened(async () => (await import("../../ui/confirm-dialog.tsx")).ConfirmDialog);
/** What drags parts of a rule is as large as the rest of the page, which is read without it. */
const RuleBuilder = whenOpened(async () => (await import("../../app/rule/rule-builder.tsx")).RuleBuilder);
/** The grammar comes when somebody first makes a segment. */
const WordsBox = whenOpened(async () => (await import("./words-box.tsx")).WordsBox);

const said = words.edit;

/** A segment as it stands; of a new one there is no id. */
export interface Kept { readonly id: string | undefined; readonly name: string; readonly notes: string; readonly rule: Value; /** Who set the rule that stands. */ readonly ruleBy: string }

export const Editor = ({ kept, told, onSaved, onCancel }: { readonly kept: Kept; readonly told: Reading; readonly onSaved: (id: string) => void; readonly onCancel: () => void }) => {
  const perform = usePerform();
  const me = useUser()?.id ?? "";
  const choices = useSegmentChoices(told);
  const { fields } = told;
  const [opened, setOpened] = useState(() => ({ rule: kept.rule, tree: treeOf(ruleOfSegment(kept.rule).rule, fields) }));
  const [tree, setTree] = useState<Group>(() => opened.tree ?? newGroup("all"));
  const [touched, setTouched] = useState(false);
  const [name, setName] = useState(kept.name);
  const [notes, setNotes] = useState(kept.notes);
  const [trouble, setTrouble] = useState<{ readonly name?: string; readonly rule?: string }>({});
  const [busy, setBusy] = useState(false);
  const { rule, left, trouble: fault } = judged(tree, fields);
  const preview = usePreview(rule);
  const onTree = (next: (before: Group) => Group) => {
    setTouched(true);
    setTrouble(({ name: wrong }) => (wrong === undefined ? {} : { name: wrong }));
    setTree(next);
  };
  const meanwhile = kept.id !== undefined && kept.ruleBy !== me && !sameJson(kept.rule, opened.rule) ? ruleOfSegment(kept.rule) : undefined;
  const takeTheirs = () => {
    const theirs = treeOf(meanwhile?.rule, fields);
    setOpened({ rule: kept.rule, tree: theirs });
    setTree(theirs ?? newGroup("all"));
    setTouched(false);
  };
  // What cannot be shown stays as it is until something else is built.
  const replaces = touched || opened.tree !== null;
  const changed = touched || name !== kept.name || notes !== kept.notes;
  const done = useRef(false);
  const leaving = useBlocker({ shouldBlockFn: () => changed && !done.current, enableBeforeUnload: () => changed && !done.current, withResolver: true });
  const saved = (id: string) => {
    done.current = true;
    onSaved(id);
  };
  const save = async () => {
    const called = name.trim();
    const wrong = { ...(called === "" && { name: said.needsName }), ...(left > 0 ? { rule: said.incomplete(left) } : fault !== undefined && replaces ? { rule: fault } : {}) };
    setTrouble(wrong);
    if (Object.keys(wrong).length > 0) return;
    const values: Record<string, Value> = { name: called, notes: notes.trim() === "" ? null : notes, ...(replaces && { rule: keptRule(rule) }) };
    setBusy(true);
    if (kept.id === undefined) {
      const made = await perform({ name: "create", args: { kind: "segment", values } }, said.made(called));
      setBusy(false);
      const id = made.reason === undefined ? made.saved.records[0] : undefined;
      if (id === undefined) setTrouble({ rule: made.reason ?? "" });
      else saved(id);
      return;
    }
    const edited = Object.fromEntries(Object.entries(values).filter(([field, value]) => !sameJson(value, { name: kept.name, notes: kept.notes === "" ? null : kept.notes, rule: kept.rule }[field] ?? null)));
    const { reason } = Object.keys(edited).length === 0 ? { reason: undefined } : await perform({ name: "edit", args: { id: kept.id, values: edited } }, said.saved(called));
    setBusy(false);
    if (reason === undefined) saved(kept.id);
    else setTrouble({ rule: reason });
  };
  const full = conditionsIn(tree) >= RULE_LIMITS.leaves;
  const unrated = useUnrated(rule);
  const note = left > 0 ? said.left(left) : (fault ?? unrated);
  const theirs = meanwhile === undefined ? "" : meanwhile.strange ? words.page.strange : meanwhile.rule === undefined ? words.everybody : ruleLine(meanwhile.rule, fields, told.names);
  return (
    <form
      noValidate className="grid items-start gap-4 desk:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="flex min-w-0 flex-col gap-4">
        {meanwhile !== undefined && (
          <Banner
            kind="warning" title={said.meanwhile(told.names[kept.ruleBy] ?? text.record.server)}
            action={<div className="flex flex-wrap gap-2"><Button size="small" onClick={takeTheirs}>{said.takeTheirs}</Button><Button size="small" onClick={() => setOpened({ ...opened, rule: kept.rule })}>{said.keepMine}</Button></div>}
          >
            {said.meanwhileDetail(theirs)}
          </Banner>
        )}
        <TextField label={said.name} value={name} onChange={setName} error={trouble.name} maxLength={120} autoComplete="off" required />
        <WordsBox told={told} tree={tree} onTree={onTree} />
        <Panel title={said.rule}>
          <div className="flex flex-col gap-3">
            {opened.tree === null && !touched && <Banner kind="info" title={said.elsewhere} />}
            {trouble.rule !== undefined && <Banner kind="error" title={trouble.rule} />}
            <RuleBuilder tree={tree} fields={fields} choices={choices} deepest={RULE_LIMITS.depth - 1} full={full} onTree={onTree} />
            {full && <p className="text-small text-ink-muted">{said.full}</p>}
            <p className="hidden text-caption text-ink-muted desk:block">{said.hint}</p>
          </div>
        </Panel>
        <TextArea label={said.notes} optional value={notes} onChange={setNotes} maxLength={2_000} rows={2} />
        <div className="sticky bottom-(--toasts) z-10 -mx-2 flex flex-wrap items-center gap-2 rounded-card border border-line bg-raised p-2 shadow-high desk:static desk:mx-0 desk:border-0 desk:bg-transparent desk:p-0 desk:shadow-none">
          <p className="figures min-w-0 flex-1 ps-1 text-small font-semibold desk:hidden">{preview.loading ? words.counting : preview.of === "all" || preview.of === "server" ? words.contacts(preview.count) : words.here(preview.count)}</p>
          <Button type="submit" variant="primary" busy={busy}>{said.save}</Button>
          <Button onClick={onCancel}>{said.cancel}</Button>
        </div>
      </div>
      <div className="min-w-0 desk:sticky desk:top-4"><PreviewPanel preview={preview} note={note} /></div>
      {leaving.status === "blocked" && <ConfirmDialog open danger title={said.leaveTitle} description={said.leaveDetail} confirmLabel={said.leave} onConfirm={leaving.proceed} onClose={leaving.reset} />}
    </form>
  );
};
