import { teamId } from "@outrider/shared/commands";
import { expect, it } from "vitest";
import type { MemberView } from "../../app/use-definitions.ts";
import { teamCalls } from "./team-calls.ts";

const member = (id: string, team: string, role = "exec"): MemberView => ({ id, name: id, email: "", role, team, active: true, timeZone: "" });
const people = [member("ada", "", "admin"), member("max", "north", "manager"), member("eva", "north"), member("ben", "south")];

it("U3 a new team is made with its people, and who is to manage it becomes a manager, unless an admin", () => {
  expect(teamCalls({ key: null, defined: false, name: "West", archived: false, members: new Set(["ben"]), manager: "eva" }, people, undefined)).toEqual([
    { name: "create", args: { id: teamId("West"), kind: "team", values: { key: "West", name: "West" } } },
    { name: "edit", args: { id: "eva", values: { team: "West", role: "manager" } } }, { name: "edit", args: { id: "ben", values: { team: "West" } } },
  ]);
  expect(teamCalls({ key: null, defined: false, name: "West", archived: false, members: new Set(), manager: "ada" }, people, undefined).at(-1)).toEqual({ name: "edit", args: { id: "ada", values: { team: "West" } } });
});

it("U3 a team that members were in by its key alone gets its name, and nobody is moved who stays", () => {
  expect(teamCalls({ key: "north", defined: false, name: "North Sea", archived: false, members: new Set(["max", "eva"]), manager: "" }, people, undefined)).toEqual([
    { name: "create", args: { id: teamId("north"), kind: "team", values: { key: "north", name: "North Sea" } } },
  ]);
  expect(teamCalls({ key: "north", defined: true, name: "North", archived: false, members: new Set(["max"]), manager: "" }, people, { name: "North" })).toEqual([{ name: "edit", args: { id: "eva", values: { team: null } } }]);
  expect(teamCalls({ key: "north", defined: true, name: "North", archived: false, members: new Set(["max", "eva"]), manager: "" }, people, { name: "North" })).toEqual([]);
});
