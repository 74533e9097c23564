// A rule as it is read: what must hold of a group, and below it its conditions. With what was found of one contact each
// line says besides whether it holds, by a sign and in words.
import type { Rule } from "@outrider/shared/schema";
import type { Why } from "@outrider/shared/segments";
import { Check, X } from "lucide-react";
import { fieldAt } from "../../app/rule/rule-tree.ts";
import { ruleLine } from "../../app/rule/rule-words.ts";
import { foundWords } from "./found-words.ts";
import { words } from "./texts.ts";
import type { Reading } from "./use-segment-reading.ts";

type Told = Pick<Reading, "fields" | "names">;

const Sign = ({ holds }: { readonly holds: boolean }) => {
  const Icon = holds ? Check : X;
  return <span className={`inline-flex shrink-0 items-center gap-1 text-caption font-medium ${holds ? "text-ok-ink" : "text-bad-ink"}`}><Icon aria-hidden className="size-3.5 shrink-0" />{holds ? words.why.holds : words.why.fails}</span>;
};

const Line = ({ said, holds, found }: { readonly said: string; readonly holds?: boolean | undefined; readonly found?: string | undefined }) => (
  <div className="flex flex-wrap items-baseline gap-x-2 py-0.5">
    <span className="min-w-0 text-body wrap-anywhere">{said}</span>
    {holds !== undefined && <Sign holds={holds} />}
    {found !== undefined && <span className="min-w-0 basis-full text-small text-ink-muted wrap-anywhere">{found}</span>}
  </div>
);

const partsOf = (rule: Rule): readonly Rule[] => ("and" in rule ? rule.and : "or" in rule ? rule.or : "not" in rule ? [rule.not] : []);
const partAt = (why: Why | undefined, at: number): Why | undefined => (why === undefined || why.is === "leaf" ? undefined : why.is === "not" ? why.part : why.parts[at]);
const isLeaf = (rule: Rule): rule is Extract<Rule, { readonly field: string }> => "field" in rule;

export const RuleOutline = ({ rule, why, told }: { readonly rule: Rule; readonly why?: Why | undefined; readonly told: Told }) => {
  const leaf = isLeaf(rule) ? rule : "not" in rule && isLeaf(rule.not) ? rule.not : undefined;
  if (leaf !== undefined) {
    const looked = why?.is === "not" ? why.part : why;
    return <Line said={ruleLine(rule, told.fields, told.names)} holds={why?.holds} found={looked?.is === "leaf" ? foundWords(fieldAt(told.fields, leaf.field), looked.found, told.names, looked.compared) : undefined} />;
  }
  const join = "and" in rule ? "and" : "or" in rule ? "or" : "not";
  return (
    <div className="min-w-0">
      <Line said={words.why.joins[join]} holds={why?.holds} />
      <ul className="flex flex-col border-s-2 border-line ps-3">
        {partsOf(rule).map((part, at) => <li key={at} className="min-w-0"><RuleOutline rule={part} why={partAt(why, at)} told={told} /></li>)}
      </ul>
    </div>
  );
};
