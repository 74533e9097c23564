// The workspace that a history of visibility begins with: two teams with a manager each, somebody in no team, and for
// everybody a few records with something hanging on each. The first person is the admin and stays one.
import { creationOf } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";
import { COMPANY, firstDefinitions, PEOPLE as CAST, STAGES } from "../cast.ts";

const id = (name: string): string => derivedId("simulator", name);

export const PEOPLE = [
  ...CAST,
  { id: id("mia"), name: "Mia", role: "manager", team: "south" },
  { id: id("lou"), name: "Lou", role: "exec", team: "" },
] as const;

export const TEAMS = ["north", "south", ""] as const;

export function firstRecords(): readonly Change[] {
  return [
    ...firstDefinitions(PEOPLE),
    ...PEOPLE.flatMap(({ id: owner, name }) => [
      creationOf(id(`lead ${name}`), { kind: "lead", values: { name: `Lead ${name}`, company: "Acme", status: "new", owner } }),
      creationOf(id(`contact ${name}`), { kind: "contact", values: { name: `Contact ${name}`, company: COMPANY, owner } }),
      creationOf(id(`deal ${name}`), { kind: "deal", values: { title: `Deal ${name}`, stage: STAGES.first, probability: 20, owner, company: COMPANY, value: { amount: 100, currency: "EUR" } } }),
      creationOf(id(`activity ${name}`), { kind: "activity", values: { root: id(`deal ${name}`), type: "call", at: 1, text: `Rang ${name}` } }),
      creationOf(id(`task ${name}`), { kind: "task", values: { title: `Ring ${name}`, root: id(`contact ${name}`), assignee: owner } }),
      creationOf(id(`own task ${name}`), { kind: "task", values: { title: `Think ${name}`, assignee: owner } }),
    ]),
  ];
}
