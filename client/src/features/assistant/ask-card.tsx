// A question in plain words, as it was understood, and the way to its list, where it can be changed. Words of which nothing
// was made are underlined.
import { understand, writeRule } from "@outrider/shared/segments";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCustomDefinitions } from "../../app/custom-fields.ts";
import { listRoutes, PAGE_KINDS } from "../../app/record-route.ts";
import { useMembers, useStages } from "../../app/use-definitions.ts";
import { useLiveQuery } from "../../read/index.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { askedOf } from "./asked-of.ts";
import { words } from "./texts.ts";

const said = words.ask;
const INDUSTRIES = { kind: "company", group: { by: "industry" }, limit: 1 } as const;
const COUNTRIES = { kind: "company", group: { by: "country" }, limit: 1 } as const;
const DEAL_INDUSTRIES = { kind: "deal", group: { by: "industry" }, limit: 1 } as const;

const textsOf = (groups: ReturnType<typeof useLiveQuery>["groups"]): readonly string[] => (groups ?? []).flatMap(({ value }) => (typeof value === "string" && value !== "" ? [value] : []));

export const AskCard = ({ question }: { readonly question: string }) => {
  const { members } = useMembers();
  const stages = useStages();
  const { all: custom } = useCustomDefinitions();
  const industries = useLiveQuery(INDUSTRIES).groups;
  const countries = useLiveQuery(COUNTRIES).groups;
  const dealIndustries = useLiveQuery(DEAL_INDUSTRIES).groups;
  const understood = useMemo(() => understand(question, {
    members, stages,
    values: [
      ...textsOf(industries).map((value) => ({ kind: "company", field: "industry", value }) as const), ...textsOf(countries).map((value) => ({ kind: "company", field: "country", value }) as const),
      ...textsOf(dealIndustries).map((value) => ({ kind: "deal", field: "industry", value }) as const),
    ],
    fields: custom.flatMap(({ of, name, field }) => PAGE_KINDS.filter((kind) => kind === of).map((kind) => ({ kind, field: name, label: field.label }))),
  }), [question, members, stages, custom, industries, countries, dealIndustries]);
  const { kind, rule, sort, missed } = understood;
  if (rule === null && sort === null) return null;
  return (
    <Panel title={said.title}>
      <div className="flex flex-col items-start gap-2">
        <p className="text-body wrap-anywhere">{askedOf(question, missed).map(({ text, missed: not }, at) => (not ? <u key={at} className="decoration-bad decoration-wavy underline-offset-4">{text}</u> : text))}</p>
        {missed.length > 0 && <p role="status" className="text-small text-ink-muted">{said.missed}</p>}
        <Link to={listRoutes[kind]} search={{ ...(rule && { filter: writeRule(rule) }), ...(sort && { sort: sort.by, descending: sort.descending }) }} className={buttonClass("primary")}>{said.shows[kind]}</Link>
      </div>
    </Panel>
  );
};
