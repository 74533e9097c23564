// Custom fields from their definition to their values: who may define them, what is taken and what is refused, and that
// each merges by itself.
import { baseOf, type Change, loserOf, valueOf } from "@outrider/shared/records";
import { customName, customNamed, type CustomType, fieldOf, optionsIn, type Value } from "@outrider/shared/schema";
import { createTestTeam, idOf, type TestTeam } from "@outrider/shared/testing";
import { haystackOf, sortKeyOf, valuesAt } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";

const field = (type: CustomType, of = "deal"): { readonly id: string; readonly name: string } => {
  const id = idOf(`${of} ${type}`);
  return { id, name: customName(type, id) };
};

const define = (team: TestTeam, type: CustomType, { of = "deal", options = "", by = team.ada }: { of?: string; options?: string; by?: string } = {}) =>
  team.act(by, { name: "create", args: { id: field(type, of).id, kind: "customField", values: { of, type, label: `The ${type}`, ...(options !== "" && { options }) } } });
const put = (team: TestTeam, values: Readonly<Record<string, Value>>, by = team.eva) => team.act(by, { name: "edit", args: { id: team.deal, values } });
const code = (answer: { readonly ok: boolean; readonly error?: { readonly code: string } }) => (answer.ok ? "ok" : answer.error?.code);

describe("definitions of custom fields", () => {
  it("R10 are made by admins alone, and nobody changes the kind, the type, or takes them away", () => {
    const team = createTestTeam();
    expect([team.max, team.eva].map((by) => code(define(team, "text", { by })))).toEqual(["not-allowed", "not-allowed"]);
    expect(code(define(team, "text"))).toBe("ok");
    const { id } = field("text");
    for (const values of [{ type: "number" }, { of: "lead" }]) {
      expect(team.act(team.ada, { name: "edit", args: { id, values } })).toMatchObject({ ok: false, error: { code: "bad-change", field: Object.keys(values)[0] } });
      // Nor by making it again, as a device does that has not heard of it.
      const again: Change = { id, kind: "customField", create: true, set: Object.fromEntries(Object.entries({ of: "deal", type: "text", label: "x", ...values }).map(([name, value]) => [name, { value, base: null }])) };
      expect(team.send(team.ada, [again])).toMatchObject({ ok: false, error: { code: "bad-change" } });
    }
    expect(code(team.act(team.ada, { name: "remove", args: { id } }))).not.toBe("ok");
    expect(code(team.act(team.ada, { name: "edit", args: { id, values: { label: "Renamed", archived: true } } }))).toBe("ok");
  });
});

describe("values of custom fields", () => {
  const RIGHT: Readonly<Record<CustomType, Value>> = {
    text: "North", number: 12.5, money: { amount: 5, currency: "EUR" }, date: "2026-02-28", choice: "Gold", checkbox: false, link: "https://x.example/a",
  };
  const WRONG: Readonly<Record<CustomType, readonly Value[]>> = {
    text: [1, "a\nb", {}], number: ["1", true], money: [1, { amount: 1 }], date: ["soon", "2026-02-30"], choice: ["Bronze", "gold", "", 1, "__proto__"], checkbox: ["yes", 1], link: ["javascript:alert(1)", "java\tscript:alert(1)", 5],
  };
  const TYPES = Object.keys(RIGHT) as readonly CustomType[];

  it.each(TYPES)("R10 a %s takes what fits its definition and nothing else", (type) => {
    const team = createTestTeam();
    define(team, type, { options: "Gold\nSilver" });
    const { name } = field(type);
    for (const value of WRONG[type]) expect([value, code(put(team, { [name]: value }))]).toEqual([value, "bad-value"]);
    expect(code(put(team, { [name]: RIGHT[type] }))).toBe("ok");
    expect(valueOf(team.read(team.deal)!, name)).toEqual(RIGHT[type]);
    expect(code(put(team, { [name]: null }))).toBe("ok");
    expect(valueOf(team.read(team.deal)!, name)).toBe(null);
  });

  it("R10 a definition that is of another kind, of another type, or not there is refused with the field named", () => {
    const team = createTestTeam();
    define(team, "text", { of: "lead" });
    define(team, "number");
    const other = customName("text", field("number").id);
    for (const name of [field("text", "lead").name, other, customName("text", idOf("nothing")), customName("text", team.deal)]) {
      expect([name, put(team, { [name]: "x" })]).toMatchObject([name, { ok: false, error: { code: "unknown-field", field: name } }]);
      // What is not there can be emptied: nothing rests on it.
      expect(team.send(team.eva, [{ id: team.deal, kind: "deal", set: { [name]: { value: null, base: null } } }]).ok).toBe(true);
    }
    for (const kind of ["task", "member", "customField"] as const) expect(fieldOf(kind, field("text").name)).toBe(undefined);
    for (const name of ["custom_text_", "custom_list_" + "0".repeat(32), `${field("text").name}0`, "custom_text_" + "G".repeat(32)]) expect([name, customNamed(name), fieldOf("deal", name)]).toEqual([name, null, undefined]);
  });

  it("R10 are set with the definition in one edit, as one who defines and fills in offline does", () => {
    const team = createTestTeam();
    const { id, name } = field("text");
    const made: Change = { id, kind: "customField", create: true, set: Object.fromEntries(Object.entries({ of: "deal", type: "text", label: "Region" }).map(([field, value]) => [field, { value, base: null }])) };
    const filled: Change = { id: team.deal, kind: "deal", set: { [name]: { value: "North", base: null } } };
    expect(team.send(team.ada, [filled, made]).ok).toBe(true);
    expect(valueOf(team.read(team.deal)!, name)).toBe("North");
  });

  it("R10 late edits are kept: of a field that was archived, and of an option that is no longer offered", () => {
    const team = createTestTeam();
    define(team, "choice", { options: "Gold\nSilver" });
    const { id, name } = field("choice");
    const eva = team.device(team.eva);
    eva.catchUp();
    const sent = eva.act({ name: "edit", args: { id: team.deal, values: { [name]: "Silver" } } });
    team.act(team.ada, { name: "edit", args: { id, values: { options: "Gold\nPlatinum", archived: true } } });
    expect(sent.ok && team.arrive(sent.value).ok).toBe(true);
    expect(valueOf(team.read(team.deal)!, name)).toBe("Silver");
    expect(put(team, { [name]: "Bronze" })).toMatchObject({ ok: false, error: { code: "bad-value", message: "The choice must be one of Gold, Platinum." } });
  });

  it("R10 S3 each merges by itself: two people edit two fields, and one field, and the later of the one stands", () => {
    const team = createTestTeam();
    define(team, "text");
    define(team, "number");
    const [a, b] = [field("text").name, field("number").name];
    const [eva, max] = [team.device(team.eva), team.device(team.max)];
    eva.catchUp();
    max.catchUp();
    const first = eva.act({ name: "edit", args: { id: team.deal, values: { [a]: "Eva's", [b]: 1 } } });
    team.clock.tick(1000);
    const second = max.act({ name: "edit", args: { id: team.deal, values: { [a]: "Max's" } } });
    expect(first.ok && second.ok && team.arrive(second.value).ok && team.arrive(first.value).ok).toBe(true);
    const deal = team.read(team.deal)!;
    expect([valueOf(deal, a), valueOf(deal, b)]).toEqual(["Max's", 1]);
    expect(loserOf(deal, a)?.value).toBe("Eva's");
    expect(baseOf(deal, b)).not.toBe(null);
  });

  it("R10 who may not change the record may not change them, whoever defined them", () => {
    const team = createTestTeam();
    define(team, "text");
    expect(code(team.send(team.sid, [{ id: team.deal, kind: "deal", set: { [field("text").name]: { value: "x", base: null } } }]))).toBe("not-found");
  });

  it("R10 go into the record that stands after a merge, are searched and put in order", () => {
    const team = createTestTeam();
    define(team, "text", { of: "company" });
    define(team, "money", { of: "company" });
    const [text, money] = [field("text", "company").name, field("money", "company").name];
    const [winner, loser] = [team.company, idOf("twin")];
    team.act(team.ada, { name: "create", args: { id: loser, kind: "company", values: { name: "Globex Inc", [text]: "Nordic Région", [money]: { amount: 7, currency: "EUR" } } } });
    expect(haystackOf(team.read(loser)!)).toContain("nordic region");
    expect(sortKeyOf(team.read(loser)!, money, team.read)).toBe(7);
    expect(team.act(team.ada, { name: "merge", args: { winner, loser } }).ok).toBe(true);
    expect(valuesAt(team.read(winner)!, text, team.read)).toEqual(["Nordic Région"]);
    const undone = team.act(team.ada, { name: "edit", args: { id: winner, values: { [text]: null } } });
    expect(undone.ok && team.act(team.ada, { name: "undo", args: undone.value.undo }).ok).toBe(true);
    expect(valueOf(team.read(winner)!, text)).toBe("Nordic Région");
  });

  it("R10 options are one a line, each once", () => {
    expect(optionsIn(" Gold \r\n\n Silver\nGold\n")).toEqual(["Gold", "Silver"]);
  });
});
