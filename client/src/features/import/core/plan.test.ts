import { elementsOf, textOf, valueOf } from "@outrider/shared/records";
import { customName, type CustomType } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { memoryTarget } from "../testing/memory-target.ts";
import { importFile, prepare } from "../testing/run-import.ts";
import { tellApart } from "../tell-apart.ts";
import { runPlan, takeBack } from "./run-plan.ts";
import { LEAVE } from "./settings.ts";

const csv = (content: string) => new File([content], "f.csv");

describe("what a row becomes", () => {
  it("R13 errors name line, column and value; the other rows are imported", async () => {
    const target = memoryTarget();
    const { report } = await importFile(csv("Account Name,Number of Employees,Sector,Website\nA,10,x,a.example\nB,many,y,javascript:alert(1)\n,5,z,\nD,7,z,d.example,extra\nE,8,z,\n"), target);
    expect([report.imported, report.refused.length]).toEqual([2, 3]);
    expect(report.refused.flatMap(({ errors }) => errors.map(({ line, column, value }) => [line, column, value]))).toEqual([
      [3, "Number of Employees", "many"], [3, "Website", "javascript:alert(1)"], [4, "Name", ""], [5, "", "D | 7 | z | d.example | extra"],
    ]);
    expect(target.of("company").map((state) => textOf(state, "name"))).toEqual(["A", "E"]);
  });
  it("R13 the same file twice makes nothing twice; update changes what differs", async () => {
    const target = memoryTarget();
    const content = "First Name,Last Name,Email,Job Title\nAnn,Lee,ann@example.org,CEO\nBob,Ray,bob@example.org,CTO\nAnn,Again,ANN@example.org,CFO\n";
    expect((await importFile(csv(content), target)).report).toMatchObject({ imported: 2, skipped: 1 });
    expect((await importFile(csv(content), target)).report).toMatchObject({ imported: 0, skipped: 3 });
    const changed = await importFile(csv(content.replace("CTO", "Chair")), target, (settings) => ({ ...settings, existing: "update" }));
    expect(changed.report).toMatchObject({ imported: 1, made: 0, skipped: 2, refused: [] });
    expect(target.of("contact").map((state) => textOf(state, "title"))).toEqual(["CEO", "Chair"]);
  });
  it("R13 what an import makes bears its tag, so that a colleague finds it; what was there before does not", async () => {
    const target = memoryTarget();
    await importFile(csv("First Name,Last Name,Email\nAnn,Lee,ann@example.org\n"), target);
    const content = "First Name,Last Name,Email,Company\nAnn,Lee-Ray,ann@example.org,Acme\nBob,Ray,bob@example.org,Acme\n";
    await importFile(csv(content), target, (settings) => ({ ...settings, existing: "update", companies: "make", tag: " Import 1 " }));
    expect(target.of("contact").map((state) => elementsOf(state, "tags"))).toEqual([[], ["Import 1"]]);
    expect(target.of("company").map((state) => elementsOf(state, "tags"))).toEqual([["Import 1"]]);
  });
  it("R13 companies that do not exist are asked about: made first, or left empty and reported", async () => {
    const content = "Deal Name,Deal Stage,Company,Amount\nOne,Won,Acme,5\nTwo,Won, acme ,6\nThree,Won,Nix,7\n";
    const target = memoryTarget();
    const open = await prepare(csv(content), target);
    expect(open.questions.filter(({ answered }) => !answered).map(({ about }) => about)).toEqual(["companies"]);
    const left = await prepare(csv(content), target, (settings) => ({ ...settings, companies: "leave" }));
    expect(left.dirt.filter(({ kind }) => kind === "unlinked").map(({ value, count }) => [value, count])).toEqual([["Acme", 1], ["acme", 1], ["Nix", 1]]);
    const { report } = await importFile(csv(content), target, (settings) => ({ ...settings, companies: "make" }));
    expect(report).toMatchObject({ imported: 3, companies: 2 });
    const [one, two] = target.of("deal");
    expect(textOf(one!, "company")).toBe(textOf(two!, "company"));
    expect(valueOf(one!, "probability")).toBe(100);
  });
  it("R10 a column named like a custom field goes into it, by its type and its options; what fits none is asked about", async () => {
    const target = memoryTarget();
    const define = (type: CustomType, label: string, options?: string) => {
      const id = target.newId();
      return { name: customName(type, id), call: { name: "create", args: { id, kind: "customField", values: { of: "lead", type, label, ...(options !== undefined && { options }) } } } } as const;
    };
    const [tier, seats, renewal, trial] = [define("choice", "Tier", "Gold\nSilver"), define("number", "Seats"), define("date", "Renewal date"), define("checkbox", "On trial")];
    expect(await target.submit([tier.call, seats.call, renewal.call, trial.call])).toEqual([{ ok: true }, { ok: true }, { ok: true }, { ok: true }]);
    const content = "Lead Source,Lead Status,First Name,Email,tier,SEATS,renewal_date,On Trial\n,,Ann,ann@x.example,gold,12,2026-03-31,yes\n,,Bob,bob@x.example,Bronze,many,2026-04-01,no\n,,Cid,cid@x.example,Bronze,,,\n";
    const { report, asked } = await importFile(csv(content), target);
    expect(asked.filter(({ about }) => about === "choice")).toMatchObject([{ name: "tier", value: "Bronze", count: 2, choices: ["Gold", "Silver"] }]);
    expect(report.refused.flatMap(({ errors }) => errors.map(({ column, value }) => [column, value]))).toEqual([["SEATS", "many"]]);
    const [ann, cid] = target.of("lead");
    expect([tier, seats, renewal, trial].map(({ name }) => valueOf(ann!, name))).toEqual(["Gold", 12, "2026-03-31", true]);
    expect(valueOf(cid!, tier.name)).toBe(null);
  });
  it("R13 a company that looks like one that exists is not taken for it", async () => {
    const target = memoryTarget();
    await importFile(csv("Account Name,Sector\nGlobex Corporation,retail\n"), target);
    const { dirt } = await prepare(csv("Deal Name,Deal Stage,Company\nOne,Won,Globex Corportion\n"), target, (settings) => ({ ...settings, companies: "leave" }));
    expect(dirt).toContainEqual(expect.objectContaining({ kind: "alike", value: "Globex Corportion", suggestion: "Globex Corporation" }));
  });
  it("R13 of several records of one name the one that is chosen is linked in all rows with that name; otherwise the link stays empty and is told of", async () => {
    const target = memoryTarget();
    const [dublin, cork] = [target.newId(), target.newId()];
    await target.submit([
      { name: "create", args: { id: dublin, kind: "company", values: { name: "Acme", address: "Quay St\nDublin" } } }, { name: "create", args: { id: cork, kind: "company", values: { name: "ACME", address: "Cork" } } },
      { name: "create", args: { id: target.newId(), kind: "contact", values: { name: "Ann Lee", company: cork } } }, { name: "create", args: { id: target.newId(), kind: "contact", values: { name: "Ann Lee" }, sets: { emails: ["ann@x.example"] } } },
    ]);
    const content = csv("Deal Name,Deal Stage,Company,Contact\nOne,Won,Acme,Ann Lee\nTwo,Won, acme ,Ann Lee\nThree,Won,,ann@x.example\n");
    const left = await prepare(content, target);
    const links = left.questions.filter((question) => question.about === "link");
    expect(links.map(({ name, value, count, answer, answered, records }) => [name, value, count, answer, answered, records.length])).toEqual([["Company", "Acme", 2, LEAVE, true, 2], ["Contact", "Ann Lee", 2, LEAVE, true, 2]]);
    expect(links.map(({ records: [first] }) => first && tellApart(first, left.around).split(" · ").slice(0, 2))).toEqual([["Acme", "Quay St Dublin"], ["Ann Lee", "ACME"]]);
    expect(left.dirt.filter(({ kind }) => kind === "several").map(({ column, value, count }) => [column, value, count])).toEqual([["Contact", "Ann Lee", 2], ["Company", "Acme", 1], ["Company", "acme", 1]]);
    const { report, dirt } = await importFile(content, target, (settings) => ({ ...settings, values: { 2: { acme: cork }, 3: { "ann lee": "somebody else" } } }));
    expect([report.imported, dirt.filter(({ kind }) => kind === "several").map(({ column }) => column)]).toEqual([3, ["Contact"]]);
    expect(target.of("deal").map((state) => textOf(state, "company"))).toEqual([cork, cork, ""]);
    expect(textOf(target.of("deal")[2]!, "contact")).not.toBe("");
  });
  it("R13 a parent company of a name that several have is the chosen one", async () => {
    const target = memoryTarget();
    const [one, other] = [target.newId(), target.newId()];
    await target.submit([one, other].map((id) => ({ name: "create", args: { id, kind: "company", values: { name: "Holding" } } } as const)));
    const content = csv("account,sector,subsidiary_of\nChild,x,Holding\n");
    expect((await prepare(content, target)).dirt.map(({ kind }) => kind)).toContain("several");
    await importFile(content, target, (settings) => ({ ...settings, values: { 2: { holding: other } } }));
    expect(target.of("company").filter((state) => textOf(state, "name") === "Child").map((state) => textOf(state, "parent"))).toEqual([other]);
  });
  it("R13 a part of a company may stand before it; a circle is refused", async () => {
    const target = memoryTarget();
    const { report } = await importFile(csv("account,sector,subsidiary_of\nChild,x,Parent\nParent,x,\nA,x,B\nB,x,A\nLoner,x,Nobody\nUnder A,x,A\n"), target);
    expect([report.imported, report.refused.map(({ row }) => row.line)]).toEqual([4, [4, 5]]);
    const id = (name: string) => target.of("company").find((state) => textOf(state, "name") === name);
    expect(textOf(id("Child")!, "parent")).toBe(id("Parent")!.id);
  });
  it("R13 owners are found by name or address, others become mine with the name kept", async () => {
    const target = memoryTarget();
    const { dirt } = await importFile(csv("Deal Name,Deal Stage,Deal Owner\nOne,Won,ada@example.org\nTwo,Won,ADA  admin\nThree,Won,Zoë Zed\n"), target);
    expect(target.of("deal").map((deal) => [textOf(deal, "owner") === target.me.id, elementsOf(deal, "tags")])).toEqual([[true, []], [true, []], [true, ["Zoë Zed"]]]);
    expect(dirt).toContainEqual({ kind: "mine", column: "Deal Owner", value: "Zoë Zed", count: 1, line: 4 });
  });
  it("R13 amounts and days that could be read two ways are asked about, and follow the answer", async () => {
    const content = "Deal Name,Deal Stage,Amount,Close Date\nOne,Won,1.234,03/04/2024\n";
    const target = memoryTarget();
    const open = await prepare(csv(content), target);
    expect(open.questions.filter(({ answered }) => !answered).map(({ about }) => about)).toEqual(["number", "date"]);
    await importFile(csv(content), target, (settings) => ({ ...settings, marks: { 2: "," }, orders: { 3: "mdy" } }));
    expect(valueOf(target.of("deal")[0]!, "value")).toEqual({ amount: 1234, currency: "USD" });
    expect(textOf(target.of("deal")[0]!, "closeDate")).toBe("2024-03-04");
  });
});

describe("writing", () => {
  const many = `Account Name,Sector\n${Array.from({ length: 450 }, (_, at) => `Company ${at},x`).join("\n")}\n`;
  it("W5 stopping keeps what is written and counts the rest; the import can be taken back", async () => {
    const target = memoryTarget();
    const { plan } = await prepare(csv(many), target);
    const stop = new AbortController();
    const report = await runPlan(plan, (calls) => target.submit(calls), { signal: stop.signal, onProgress: (done) => done >= 200 && stop.abort() });
    expect(report).toMatchObject({ imported: 200, left: 250, refused: [] });
    expect(report.stopped).not.toBeNull();
    expect(target.of("company")).toHaveLength(200);
    expect(await takeBack(report, (calls) => target.submit(calls))).toEqual({ gone: 200, changed: 0 });
    expect(target.of("company")).toHaveLength(0);
  });
  it("R13 a refusal at the door is that row's alone, and a broken store stops with the counts", async () => {
    const target = memoryTarget();
    const { plan } = await prepare(csv(many), target);
    let batches = 0;
    const report = await runPlan(plan, async (calls) => {
      batches += 1;
      if (batches === 2) throw new Error("storage is full");
      const outcomes = await target.submit(calls.slice(1));
      return [{ ok: false, error: { code: "not-allowed", message: "You are not allowed to create this." } }, ...outcomes];
    });
    expect(report).toMatchObject({ imported: 199, left: 250 });
    expect(report.stopped).toContain("storage is full");
    expect(report.refused.map(({ row }) => row.line)).toEqual([2]);
  });
  it("W5 when the device cannot write any more the import stops, and what was not written is left, not refused", async () => {
    const target = memoryTarget();
    const { plan } = await prepare(csv(many), target);
    let batches = 0;
    const report = await runPlan(plan, async (calls) => {
      batches += 1;
      const done = await target.submit(batches === 2 ? calls.slice(0, 50) : calls);
      return calls.map((_, at) => done[at] ?? { ok: false, error: { code: "storage-full", message: "This device is full." } });
    });
    expect(report).toMatchObject({ imported: 250, left: 200, refused: [] });
    expect(report.stopped).toContain("full");
    expect(batches).toBe(2);
  });
});
