import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { weigh } from "../budget.config.ts";

/** So many KB that nothing makes smaller by more than a quarter. */
const weight = (kb: number): string => `/*${randomBytes(kb * 768).toString("base64")}*/`;
const chunk = (fileName: string, kb: number, imports: readonly string[], module: string | null = null, isEntry = false, dynamicImports: readonly string[] = []) =>
  ({ type: "chunk", fileName, code: weight(kb), imports, dynamicImports, isEntry, isDynamicEntry: module !== null && !isEntry, facadeModuleId: module }) as const;
const asset = (fileName: string, source: string) => ({ type: "asset", fileName, source }) as const;
const bundleOf = (...items: (ReturnType<typeof chunk> | ReturnType<typeof asset>)[]) => Object.fromEntries(items.map((item) => [item.fileName, item]));

const files = [
  chunk("assets/index-1.js", 20, ["assets/react.js"], "/app/client/index.html", true, ["assets/list-3.js", "assets/import-5.js"]),
  chunk("assets/react-2.js", 60, []),
  chunk("assets/list-3.js", 30, ["assets/virtual.js", "assets/index.js"], "/app/client/src/features/records/list-page.tsx", false, ["assets/filter-8.js"]),
  chunk("assets/filter-8.js", 25, ["assets/react.js"], "/app/client/src/features/records/views/filter-dialog.tsx"),
  chunk("assets/virtual-4.js", 10, ["assets/react.js"]),
  chunk("assets/import-5.js", 90, ["assets/index.js"], "/app/client/src/features/import/import-page.tsx"),
  asset("assets/engine.worker-6.js", weight(40)),
  asset("assets/index-7.css", weight(8)),
];
const map = asset("importmap.json", JSON.stringify({ imports: { "/assets/react.js": "/assets/react-2.js", "/assets/virtual.js": "/assets/virtual-4.js", "/assets/index.js": "/assets/index-1.js" } }));

describe("what the app weighs", () => {
  it("W4 before the first screen there are the entry, what it imports, and the heaviest page anybody starts with", () => {
    const found = weigh(bundleOf(...files, map), { notFirst: ["/src/features/import/"], office: [] });
    expect(found?.heaviestPage).toBe("assets/list-3.js");
    expect(found?.shell).toBeGreaterThan(55);
    expect(found?.shell).toBeLessThan(85);
    // The 40 KB of the page and what it alone imports, and nothing twice.
    expect((found?.firstScreen ?? 0) - (found?.shell ?? 0)).toBeGreaterThan(28);
    expect((found?.firstScreen ?? 0) - (found?.shell ?? 0)).toBeLessThan(43);
  });

  it("W4 all of a page is the shell, the page and what can be opened on it, and no other page", () => {
    const found = weigh(bundleOf(...files, map), { notFirst: ["/src/features/records/views/", "/src/features/import/"], office: [] });
    // The import's 90 KB are more than the list's 40 and what it opens.
    expect(found?.heaviestWhole).toBe("assets/import-5.js");
    const light = weigh(bundleOf(...files.filter(({ fileName }) => !fileName.includes("import-")), map), { notFirst: ["/src/features/records/views/"], office: [] });
    expect(light?.heaviestWhole).toBe("assets/list-3.js");
    expect((light?.page ?? 0) - (light?.firstScreen ?? 0)).toBeGreaterThan(17);
    expect((light?.page ?? 0) - (light?.firstScreen ?? 0)).toBeLessThan(27);
  });

  it("W4 all of a day's work counts what nobody starts with too; workers and styles are counted apart", () => {
    const found = weigh(bundleOf(...files, map), { notFirst: ["/src/features/import/", "/src/features/records/views/"], office: [] });
    expect((found?.day ?? 0) - (found?.firstScreen ?? 0)).toBeGreaterThan(83);
    expect(found?.workers).toBeGreaterThan(28);
    expect(found?.workers).toBeLessThan(43);
    expect(found?.styles).toBeLessThan(9);
    expect(weigh(bundleOf(...files, map), { notFirst: [], office: [] })?.heaviestPage).toBe("assets/import-5.js");
  });

  it("W4 what belongs to no day's work is counted apart, without what a day's work loads anyway", () => {
    const found = weigh(bundleOf(...files, map), { notFirst: ["/src/features/records/views/"], office: ["/src/features/import/"] });
    expect(found?.day ?? 0).toBeLessThan(found?.page ?? 0);
    expect(found?.office).toBeGreaterThan(65);
    expect(found?.office).toBeLessThan(95);
    expect(found?.heaviestPage).toBe("assets/list-3.js");
  });

  it("W4 a bundle without the page is not weighed", () => {
    expect(weigh(bundleOf(chunk("assets/engine.worker-6.js", 10, [])), { notFirst: [], office: [] })).toBe(undefined);
  });
});
