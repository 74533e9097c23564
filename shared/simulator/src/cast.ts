// The workspace a run begins with: its people, its pipeline and a few records, written by the server itself.
import { creationOf } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";

const id = (name: string): string => derivedId("simulator", name);

export const PEOPLE = [
  { id: id("ada"), name: "Ada", role: "admin", team: "" },
  { id: id("max"), name: "Max", role: "manager", team: "north" },
  { id: id("eva"), name: "Eva", role: "exec", team: "north" },
  { id: id("sid"), name: "Sid", role: "exec", team: "south" },
] as const;

export const STAGES = { first: id("first"), second: id("second"), won: id("won"), lost: id("lost") };

const owner = (index: number): string => (PEOPLE[index % PEOPLE.length] as (typeof PEOPLE)[number]).id;

interface Person { readonly id: string; readonly name: string; readonly role: string; readonly team: string }

/** A company that is everybody's. */
export const COMPANY = id("company 0");

/** What all else rests on: who belongs to the workspace, its pipeline, and a company. */
export function firstDefinitions(people: readonly Person[]): readonly Change[] {
  const pipeline = id("pipeline");
  const stage = (name: keyof typeof STAGES, order: number, probability: number, outcome: string): Change =>
    creationOf(STAGES[name], { kind: "stage", values: { pipeline, name, order, probability, outcome } });
  return [
    ...people.map(({ id: member, name, role, team }) => creationOf(member, { kind: "member", values: { name, role, team, active: true } })),
    creationOf(pipeline, { kind: "pipeline", values: { name: "Sales", order: 1 } }),
    stage("first", 1, 20, "open"), stage("second", 2, 50, "open"), stage("won", 3, 100, "won"), stage("lost", 4, 0, "lost"),
    creationOf(COMPANY, { kind: "company", values: { name: "Globex" } }),
  ];
}

export function firstChanges(): readonly Change[] {
  return [
    ...firstDefinitions(PEOPLE),
    ...[0, 1, 2, 3].map((n) => creationOf(id(`lead ${n}`), {
      kind: "lead", values: { name: `Lead ${n}`, company: "Acme", email: `lead${n}@acme.test`, status: "new", owner: owner(n) },
    })),
    ...[1, 2, 3].map((n) => creationOf(id(`contact ${n}`), { kind: "contact", values: { name: `Contact ${n}`, company: COMPANY, owner: owner(n) } })),
    ...[1, 2, 3].map((n) => creationOf(id(`deal ${n}`), {
      kind: "deal", values: { title: `Deal ${n}`, stage: STAGES.first, probability: 20, owner: owner(n), company: COMPANY, value: { amount: 100 * n, currency: "EUR" }, closeDate: "2027-01-01" },
    })),
    ...[2, 3].map((n) => creationOf(id(`activity ${n}`), { kind: "activity", values: { root: id(`deal ${n}`), type: "call", at: n, text: "Rang" } })),
    creationOf(id("task 2"), { kind: "task", values: { title: "Ring back", root: id("deal 2"), assignee: owner(2) } }),
  ];
}
