// The questions a file leaves open, each with its control. Those about single values (stages, choices, owners) come as
// lists, the most frequent first; a long one is opened on demand.
import { useState } from "react";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select, type Option } from "../../ui/select.tsx";
import type { Question } from "./core/questions.ts";
import { LEAVE, MINE, MINE_TAGGED, REFUSE, type Settings, type Surroundings } from "./core/settings.ts";
import { sameName } from "./core/words.ts";
import { tellApart } from "./tell-apart.ts";
import { text } from "./texts.ts";

export interface QuestionsProps {
  readonly questions: readonly Question[];
  readonly settings: Settings;
  readonly around: Surroundings;
  readonly onChange: (settings: Settings) => void;
}

const SHOWN = 8;
/** What is decided already, unless somebody decides otherwise, comes apart from the rest. */
const APART = ["owner", "link"] as const;
type Apart = (typeof APART)[number];
const HEADINGS = { owner: [text.ask.owners, text.ask.ownersHint], link: [text.ask.links, text.ask.linksHint] } as const satisfies Record<Apart, readonly [string, string]>;

export const Questions = ({ questions, ...rest }: QuestionsProps) => {
  const of = (about: Apart) => questions.filter((question) => question.about === about);
  const others = questions.filter(({ about }) => about !== "owner" && about !== "link");
  return (
    <>
      {others.length > 0 && <Panel title={text.ask.heading}><List questions={others} {...rest} /></Panel>}
      {APART.map((about) => of(about).length > 0 && (
        <Panel key={about} title={HEADINGS[about][0]}>
          <p className="pb-3 text-small text-ink-muted">{HEADINGS[about][1]}</p>
          <List questions={of(about)} {...rest} />
        </Panel>
      ))}
    </>
  );
};

const List = ({ questions, settings, around, onChange }: QuestionsProps) => {
  const [all, setAll] = useState(false);
  // Open questions are never hidden.
  const shown = all ? questions : questions.filter((question, at) => at < SHOWN || !question.answered);
  return (
    <div className="flex flex-col gap-4">
      {shown.map((question) => <Control key={question.id} question={question} settings={settings} around={around} onChange={onChange} />)}
      {shown.length < questions.length && <div><Button variant="quiet" onClick={() => setAll(true)}>{text.ask.more(questions.length - shown.length)}</Button></div>}
    </div>
  );
};

const Control = ({ question, settings, around, onChange }: Omit<QuestionsProps, "questions"> & { readonly question: Question }) => {
  const stages: readonly Option[] = stageOptions(around);
  switch (question.about) {
    case "required":
      return <Banner kind="error" title={text.ask.required(question.label)} />;
    case "number": {
      const label = question.why === "mixed" ? text.ask.mixedNumber(question.name, question.example) : text.ask.number(question.name, question.example);
      return <Select label={label} placeholder={text.ask.choose} value={settings.marks[question.column] ?? ""} options={[{ value: ".", label: text.ask.dot }, { value: ",", label: text.ask.comma }]} onChange={(mark) => onChange({ ...settings, marks: { ...settings.marks, [question.column]: mark } })} />;
    }
    case "date": {
      const label = question.why === "mixed" ? text.ask.mixedDate(question.name, question.example) : text.ask.date(question.name, question.example);
      return <Select label={label} placeholder={text.ask.choose} value={settings.orders[question.column] ?? ""} options={[{ value: "dmy", label: text.ask.dmy }, { value: "mdy", label: text.ask.mdy }]} onChange={(order) => onChange({ ...settings, orders: { ...settings.orders, [question.column]: order } })} />;
    }
    case "companies":
      return (
        <Select
          label={text.ask.companies(question.names)} hint={question.examples.join(" · ")} placeholder={text.ask.choose} value={settings.companies}
          options={[{ value: "make", label: text.ask.make }, { value: "leave", label: text.ask.leave }]} onChange={(companies) => onChange({ ...settings, companies })}
        />
      );
    case "start-stage":
      return <Select label={text.ask.startStage(question.count)} placeholder={text.ask.choose} value={settings.startStage} options={stages} onChange={(startStage) => onChange({ ...settings, startStage })} />;
    case "link":
      return (
        <Select
          label={text.ask.value(question.name, question.value, question.count)} value={question.answer} options={[{ value: LEAVE, label: text.ask.leaveEmpty }, ...question.records.map((record) => ({ value: record.id, label: tellApart(record, around) }))]}
          onChange={(chosen) => onChange(answered(settings, question, chosen))}
        />
      );
    case "stage":
    case "owner":
    case "choice": {
      const options: readonly Option[] =
        question.about === "stage" ? [...stages, { value: REFUSE, label: text.ask.refuse }]
        : question.about === "owner" ? [{ value: MINE_TAGGED, label: text.ask.mineTagged }, { value: MINE, label: text.ask.mine }, ...around.members.filter(({ id }) => id !== around.me).map(({ id, name }) => ({ value: id, label: name }))]
        : [{ value: LEAVE, label: text.ask.leaveEmpty }, ...question.choices.map((choice) => ({ value: choice, label: choice })), { value: REFUSE, label: text.ask.refuse }];
      const answer = (chosen: string) => onChange(answered(settings, question, chosen));
      return <Select label={text.ask.value(question.name, question.value, question.count)} placeholder={text.ask.choose} value={question.answer} options={options} onChange={answer} />;
    }
  }
};

/** The answer holds for all rows of that value. */
const answered = (settings: Settings, { column, value }: { readonly column: number; readonly value: string }, chosen: string): Settings =>
  ({ ...settings, values: { ...settings.values, [column]: { ...settings.values[column], [sameName(value)]: chosen } } });

/** Stages with their pipeline's name where there are several pipelines. */
function stageOptions({ stages }: Surroundings): readonly Option[] {
  const several = new Set(stages.map(({ pipeline }) => pipeline)).size > 1;
  return stages.map(({ id, name, pipeline }) => ({ value: id, label: several ? `${pipeline} · ${name}` : name }));
}
