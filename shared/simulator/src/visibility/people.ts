// The workspace that a history of visibility begins with: two teams with a manager each, somebody in no team, and for
// everybody a few records with something hanging on each. The first person is the admin and stays one.
import { creationOf } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import { STAGES } from "../cast.ts";

const id = (name: string): string => derivedId("simulator", name);

export const PEOPLE = [
  { id: id("ada"), name: "Ada", role: "admin", team: "" },
  { id: id("max"), name: "Max", role: "manager", team: "north" },
  { id: id("eva"), name: "Eva", role: "exec", team: "north" },
  { id: id("sid"), name: "Sid", role: "exec", team: "south" },
  { id: id("mia"), name: "Mia", role: "manager", team: "south" },
  { id: id("lou"), name: "Lou", role: "exec", team: "" },
] as const;

export const TEAMS = ["north", "south", ""] as const;

export function firstRecords(): readonly Change[] {
  const pipeline = id("pipeline");
  const stage = (name: keyof typeof STAGES, order: number, probability: number, outcome: string): Change =>
    creationOf(STAGES[name], { kind: "stage", values: { pipeline, name, order, probability, outcome } });
  const company = id("company 0");
  return [
    ...PEOPLE.map(({ id: member, name, role, team }) => creationOf(member, { kind: "member", values: { name, role, team, active: true } })),
    creationOf(pipeline, { kind: "pipeline", values: { name: "Sales", order: 1 } }),
    stage("first", 1, 20, "open"), stage("second", 2, 50, "open"), stage("won", 3, 100, "won"), stage("lost", 4, 0, "lost"),
    creationOf(company, { kind: "company", values: { name: "Globex" } }),
    ...PEOPLE.flatMap(({ id: owner, name }) => [
      creationOf(id(`lead ${name}`), { kind: "lead", values: { name: `Lead ${name}`, company: "Acme", status: "new", owner } }),
      creationOf(id(`contact ${name}`), { kind: "contact", values: { name: `Contact ${name}`, company, owner } }),
      creationOf(id(`deal ${name}`), { kind: "deal", values: { title: `Deal ${name}`, stage: STAGES.first, probability: 20, owner, company, value: { amount: 100, currency: "EUR" } } }),
      creationOf(id(`activity ${name}`), { kind: "activity", values: { root: id(`deal ${name}`), type: "call", at: 1, text: `Rang ${name}` } }),
      creationOf(id(`task ${name}`), { kind: "task", values: { title: `Ring ${name}`, root: id(`contact ${name}`), assignee: owner } }),
      creationOf(id(`own task ${name}`), { kind: "task", values: { title: `Think ${name}`, assignee: owner } }),
    ]),
  ];
}
