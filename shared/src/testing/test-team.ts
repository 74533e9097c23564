// A small company for tests: two teams, a pipeline, and one record of each kind that Eva of team north owns.
import { idOf, memberState, stateOf } from "./builders.ts";
import { createTestWorld, type TestWorld } from "./test-world.ts";

export interface TestTeam extends TestWorld {
  readonly ada: string; readonly max: string; readonly eva: string; readonly ben: string; readonly mia: string; readonly sid: string;
  readonly stages: { readonly first: string; readonly second: string; readonly won: string; readonly lost: string };
  readonly lead: string; readonly contact: string; readonly company: string; readonly deal: string; readonly activity: string; readonly task: string;
}

/** Ada is admin; Max manages Eva and Ben (north); Mia manages Sid (south). */
export function createTestTeam(): TestTeam {
  const world = createTestWorld();
  const [ada, max, eva, ben, mia, sid] = [idOf("Ada"), idOf("Max"), idOf("Eva"), idOf("Ben"), idOf("Mia"), idOf("Sid")];
  world.put(
    memberState("Ada", "admin"), memberState("Max", "manager", "north"), memberState("Eva", "exec", "north"),
    memberState("Ben", "exec", "north"), memberState("Mia", "manager", "south"), memberState("Sid", "exec", "south"),
  );
  const stages = { first: idOf("first"), second: idOf("second"), won: idOf("won"), lost: idOf("lost") };
  const pipeline = idOf("pipeline");
  world.put(
    stateOf("pipeline", pipeline, { values: { name: "Sales", order: 1 } }),
    stateOf("stage", stages.first, { values: { pipeline, name: "First", order: 1, probability: 20, outcome: "open" } }),
    stateOf("stage", stages.second, { values: { pipeline, name: "Second", order: 2, probability: 50, outcome: "open" } }),
    stateOf("stage", stages.won, { values: { pipeline, name: "Won", order: 3, probability: 100, outcome: "won" } }),
    stateOf("stage", stages.lost, { values: { pipeline, name: "Lost", order: 4, probability: 0, outcome: "lost" } }),
  );
  const ids = {
    lead: idOf("lead"), contact: idOf("contact"), company: idOf("company"), deal: idOf("deal"), activity: idOf("activity"), task: idOf("task"),
  };
  world.put(
    stateOf("lead", ids.lead, {
      values: { name: "Lena", company: "Acme", email: "lena@acme.test", phone: "+1 555", status: "new", owner: eva, notes: "Met at a fair" },
      sets: { tags: ["fair"] },
    }),
    stateOf("company", ids.company, { values: { name: "Globex" } }),
    stateOf("contact", ids.contact, { values: { name: "Carl", company: ids.company, owner: eva }, sets: { emails: ["carl@globex.test"] } }),
    stateOf("deal", ids.deal, {
      values: {
        title: "Big one", stage: stages.first, probability: 20, owner: eva, company: ids.company, value: { amount: 1000, currency: "EUR" },
        closeDate: "2026-12-31",
      },
    }),
    stateOf("activity", ids.activity, { values: { root: ids.deal, type: "call", at: 1, text: "Rang" } }),
    stateOf("task", ids.task, { values: { title: "Ring back", root: ids.deal, assignee: eva } }),
  );
  return { ...world, ada, max, eva, ben, mia, sid, stages, ...ids };
}
