import { glanceOfPacked } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import type { Confirmed } from "../engine/store.ts";
import { packRow, packText, readPackText } from "./pack-rows.ts";

const confirmed = (n: number, name: string): Confirmed => ({ record: { id: `r${n}`, kind: "company", w: [[n, "d.1", "u", { name }]] }, places: { w: n, "u.1": n } });
const all = [confirmed(1, "Halden\nMarine"), confirmed(2, "Zoë \u2028 🙂"), confirmed(3, "")];
const plain = ({ record, places }: Confirmed): Confirmed => ({ record, places });

describe("a pack of records", () => {
  it("S2 gives back every record, and what is known of it before anybody reads it", () => {
    const read = readPackText(packText({ key: 7, rows: all.map(packRow), drop: ["r9"] }));
    expect({ ...read, rows: read.rows.map(plain) }).toEqual({ key: 7, rows: all, drop: ["r9"] });
    expect(read.rows.map(({ id, kind, glance }) => [id, kind, glance])).toEqual(all.map(({ record }) => [record.id, "company", glanceOfPacked(record)]));
    const gone = readPackText(packText({ key: 1, rows: [packRow({ record: { id: "r4", kind: "deal", w: [[9, "d.1", "u", { deletedAt: 9, mergedInto: "r1" }]] }, places: {} }), packRow({ record: { id: "r5", kind: "task", w: [[8, "d.1", "u", { root: "r4" }]] }, places: {} })], drop: [] }));
    expect(gone.rows.map(({ glance }) => glance)).toEqual([{ updatedAt: 9, deleted: true, mergedInto: "r1", root: "" }, { updatedAt: 8, deleted: false, mergedInto: "", root: "r4" }]);
    expect(readPackText(packText({ key: 1, rows: [], drop: ["r1"] }))).toEqual({ key: 1, rows: [], drop: ["r1"] });
  });

  it("S12 reads packs and deltas as the version before wrote them", () => {
    const pack = readPackText(JSON.stringify([4, all]));
    expect([pack.key, pack.rows.map(plain), pack.drop]).toEqual([4, all, []]);
    expect(readPackText(JSON.stringify([5, [all[0]], ["r2"]]))).toMatchObject({ key: 5, drop: ["r2"] });
  });

  it("S2 does not take a pack that lacks records for one that has them all", () => {
    const text = packText({ key: 7, rows: all.map(packRow), drop: [] });
    const cut = text.slice(0, text.lastIndexOf("\n"));
    expect(() => readPackText(cut)).toThrow("fewer records");
    expect(() => readPackText(text.slice(0, text.indexOf("\n")))).toThrow("fewer records");
    expect(() => readPackText("")).toThrow("JSON");
  });
});
