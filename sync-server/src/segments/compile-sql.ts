// A plan of a rule as a condition over the projection. Invariants: no value ever stands in the text, only `$n`; names of
// columns come from the table below and nowhere else; the condition finds whom `match` finds (same-set.db.test.ts). Null and
// false are the same to who is found, but not under "not": there a condition is made definite.
import { dayAfter, isUuid } from "@outrider/shared/kernel";
import { customNamed } from "@outrider/shared/schema";
import { isFigure, type Plan, type PlanLeaf, type PlanTest, type Range, type SegmentContext, segmentPathOf } from "@outrider/shared/segments";
import { currencyKey } from "./projection-rows.ts";

/** What the condition says is `$1`, `$2`…; `of` gives the place of a value. */
export class Parameters {
  readonly values: unknown[] = [];
  of(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

export interface Looking {
  readonly workspace: string;
  /** The buckets that whoever looks follows. */
  readonly followed: readonly string[];
  readonly context: SegmentContext;
}

type Make = (test: PlanTest, into: Parameters, looking: Looking) => string;

const NEVER = "false";

function rangeSql(column: string, { from, above, to, below }: Range, into: Parameters): string {
  const least = from === -Infinity ? [] : [`${column} ${above ? ">" : ">="} ${into.of(from, "float8")}`];
  const most = to === Infinity ? [] : [`${column} ${below ? "<" : "<="} ${into.of(to, "float8")}`];
  const both = [...least, ...most];
  return both.length === 0 ? `${column} is not null` : `(${both.join(" and ")})`;
}

const figure = (column: string): Make => (test, into) => {
  if (test.is === "filled") return `${column} is not null`;
  if (test.is !== "ranges") return NEVER;
  return `(${test.ranges.map((range) => rangeSql(column, range, into)).join(" or ")})`;
};

/** `currencyOf`: the column of that, asked for where a currency is named. */
const amount = (column: string, currencyOf: (into: Parameters) => string): Make => (test, into) => {
  if (test.is === "filled") return `${column} is not null`;
  if (test.is !== "amounts") return NEVER;
  const currency = test.of.some((one) => one.currency !== null) ? currencyOf(into) : "";
  const each = test.of.map((one) => {
    const within = `(${one.ranges.map((range) => rangeSql(column, range, into)).join(" or ")})`;
    return one.currency === null ? within : `(${currency} = ${into.of(one.currency, "text")} and ${within})`;
  });
  return `(${each.join(" or ")})`;
};

const text = (column: string): Make => (test, into) => {
  if (test.is === "words") return test.words.length === 1 ? `${column} = ${into.of(test.words[0], "text")}` : `${column} = any(${into.of(test.words, "text[]")})`;
  return test.is === "part" ? `strpos(${column}, ${into.of(test.part, "text")}) > 0` : `${column} is not null`;
};

/** Sets of texts of one line: joined by what none of them holds. */
const texts = (column: string): Make => (test, into) => {
  if (test.is === "words") return `${column} && ${into.of(test.words, "text[]")}`;
  if (test.is !== "part") return `${column} is not null`;
  return test.part.includes("\n") ? NEVER : `strpos(array_to_string(${column}, chr(10)), ${into.of(test.part, "text")}) > 0`;
};

/** What is no id is nobody's. */
const ids = (column: string): Make => (test, into) => {
  if (test.is !== "words") return `${column} is not null`;
  const named = test.words.filter(isUuid);
  return named.length === 0 ? NEVER : named.length === 1 ? `${column} = ${into.of(named[0], "uuid")}` : `${column} = any(${into.of(named, "uuid[]")})`;
};

const detail = (column: string, make: (column: string) => Make): Make => (test, into, { workspace }) =>
  `contact_id in (select detail.contact_id from segments.detail detail where detail.workspace_id = ${into.of(workspace, "uuid")} and ${make(`detail.${column}`)(test, into, { workspace, followed: [], context: NOWHERE })})`;
const NOWHERE: SegmentContext = { me: "", today: "1970-01-01", dayOf: () => "1970-01-01", startOf: () => 0 };

/** Through a link: whoever's company, or owner, is one of which it holds. */
const through = (link: "company" | "owner", of: (into: Parameters) => string, make: (column: string) => Make): Make => (test, into, looking) => {
  const kind = link === "company" ? "company" : "member";
  const workspace = into.of(looking.workspace, "uuid");
  return `${link} in (select at.id from segments.linked at join segments.linked linked on linked.workspace_id = at.workspace_id and linked.id = at.stands where at.workspace_id = ${workspace} and at.kind = '${kind}' and ${make(of(into))(test, into, looking)})`;
};
const value = (name: string) => (into: Parameters): string => `(linked.data->>${into.of(name, "text")})`;
const number = (name: string) => (into: Parameters): string => `${value(name)(into)}::float8`;

const stage: Make = (test, into, { followed }) => {
  if (test.is !== "words") return `stage_places && ${into.of(followed, "text[]")}`;
  const wanted = into.of(test.words, "text[]");
  return `(stages && ${wanted} and exists (select from unnest(stages, stage_places) as deal (stage, place) where deal.stage = any(${wanted}) and deal.place = any(${into.of(followed, "text[]")})))`;
};

const lastContacted: Make = (test, into, { followed, context }) => {
  const end = into.of(context.startOf(dayAfter(context.today, 1)), "float8");
  const latest = `(case when later_at is null then touched else greatest(touched, (select max(later.at) from unnest(later_at, later_place) as later (at, place) where later.at < ${end} and (later.place = '' or later.place = any(${into.of(followed, "text[]")})))) end)`;
  return figure(latest)(test, into, { workspace: "", followed, context });
};

const company: Make = (test, into, looking) => {
  if (test.is !== "words") return "company is not null";
  const named = test.words.filter(isUuid);
  if (named.length === 0) return NEVER;
  const wanted = into.of(named, "uuid[]");
  return `(company = any(${wanted}) or company in (select linked.id from segments.linked linked where linked.workspace_id = ${into.of(looking.workspace, "uuid")} and linked.kind = 'company' and linked.stands = any(${wanted})))`;
};

const companyAmount = (name: string): Make => through("company", number(name), (column) => amount(column, value(currencyKey(name))));

/** The only names of columns there are. */
const COLUMNS: Readonly<Record<string, Make>> = {
  spend: amount("spend", () => "spend_currency"), visits: figure("visits"), lastActive: figure("last_active"), createdAt: figure("created_at"), updatedAt: figure("updated_at"), lastContacted,
  owner: ids("owner"), company, stage, tags: texts("tags"), mail: text("mail"), tracking: text("tracking"),
  receivedCampaigns: texts("received"), openedCampaigns: texts("opened"), clickedCampaigns: texts("clicked"),
  name: detail("name", text), title: detail("title", text), address: detail("address", text), timeZone: detail("time_zone", text), emails: detail("emails", texts), phones: detail("phones", texts),
  "owner.team": through("owner", value("team"), text), "company.name": through("company", value("name"), text), "company.industry": through("company", value("industry"), text), "company.country": through("company", value("country"), text),
  "company.employees": through("company", number("employees"), figure), "company.revenue": companyAmount("revenue"),
  "company.tags": through("company", () => "(select array_agg(tag) from jsonb_array_elements_text(case when jsonb_typeof(linked.data->'tags') = 'array' then linked.data->'tags' end) tag)", texts),
};

function makerOf(path: string): Make {
  if (Object.hasOwn(COLUMNS, path)) return COLUMNS[path] as Make;
  const ofCompany = path.startsWith("company.");
  const name = ofCompany ? path.slice("company.".length) : path;
  const type = segmentPathOf(path)?.type;
  if (type === undefined || customNamed(name) === null) throw new Error("a rule that was not checked was to be compiled");
  if (ofCompany && type === "money") return companyAmount(name);
  if (ofCompany) return isFigure(type) ? through("company", number(name), figure) : through("company", value(name), text);
  return (test, into, looking) => {
    const column = `(custom->>${into.of(name, "text")})`;
    if (type === "money") return amount(`${column}::float8`, () => `(custom->>${into.of(currencyKey(name), "text")})`)(test, into, looking);
    return isFigure(type) ? figure(`${column}::float8`)(test, into, looking) : text(column)(test, into, looking);
  };
}

/** Without what holds of nothing; null: nothing is left. */
function possible(test: PlanTest): PlanTest | null {
  const within = (ranges: readonly Range[]): readonly Range[] => ranges.filter(({ from, to }) => from !== Infinity && to !== -Infinity);
  if (test.is === "ranges") {
    const ranges = within(test.ranges);
    return ranges.length === 0 ? null : { is: "ranges", ranges };
  }
  if (test.is !== "amounts") return test;
  const of = test.of.map((one) => ({ ...one, ranges: within(one.ranges) })).filter(({ ranges }) => ranges.length > 0);
  return of.length === 0 ? null : { is: "amounts", of };
}

/** The condition as the text of an expression over `segments.customer`. The plan must be of a checked rule. */
export function conditionOf(plan: Plan, into: Parameters, looking: Looking): string {
  if ("not" in plan) return `((${conditionOf(plan.not, into, looking)}) is not true)`;
  const [parts, word] = "and" in plan ? [plan.and, "and"] : "or" in plan ? [plan.or, "or"] : [null, ""];
  if (parts === null) {
    const { path, test } = plan as PlanLeaf;
    // What holds of nothing names no parameter: the database could not tell the type of one that is never used.
    const some = possible(test);
    return some === null ? NEVER : makerOf(path)(some, into, looking);
  }
  if (parts.length === 0) return word === "and" ? "true" : NEVER;
  return `(${parts.map((part) => conditionOf(part, into, looking)).join(` ${word} `)})`;
}
