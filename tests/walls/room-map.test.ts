// Each folder that holds code is a room with a rule, each room says what it owns and what it does not know, and the map of them
// is drawn from the code as it stands.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { headerOf, partsOf, roomMap } from "../../scripts/room-map.ts";
import { projectRoot } from "./scratch-tree.ts";

const foldersIn = (folder: string): readonly string[] => readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const parts = partsOf(projectRoot);
/** Only tests import these, which may look everywhere: they need no rule. */
const FOR_TESTS = ["testing"];
const folders = [...parts.flatMap(({ rooms }) => rooms.map(({ folder }) => folder)), "shared/src/testing", "shared/simulator", "sync-server/src/testing"];

describe("rooms", () => {
  test.each(parts)("every folder of $base is a room with a rule, and every rule has a folder", ({ base, rooms }) => {
    expect(foldersIn(base).filter((name) => !FOR_TESTS.includes(name)).sort()).toEqual(rooms.map(({ name }) => name).sort());
  });

  test.each(folders)("%s says what it owns and what it does not know", (folder) => {
    const { owns, knowsNot } = headerOf(projectRoot, folder);
    expect([owns, knowsNot]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });

  test("each folder of the features stands in their table", () => {
    const table = readFileSync(join(projectRoot, "client/src/features/README.md"), "utf8");
    expect([...table.matchAll(/^\| `([a-z-]+)\/` \| \S/gm)].map(([, name]) => name)).toEqual([...foldersIn("client/src/features")].sort());
  });

  test("docs/rooms.md is as `npm run map` draws it", () => {
    expect(readFileSync(join(projectRoot, "docs/rooms.md"), "utf8")).toBe(roomMap(projectRoot));
  });
});
