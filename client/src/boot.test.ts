import { describe, expect, it } from "vitest";
import { type Bundle, filesOfPages, PAGES } from "../boot.config.ts";

const chunk = (fileName: string, imports: readonly string[], facadeModuleId: string | null = null, isEntry = false) => ({ type: "chunk", fileName, imports, isEntry, facadeModuleId }) as const;

const pages = Object.values(PAGES).map((name) => chunk(`assets/${name.replace("/", "-")}-9.js`, name === "home/home" ? ["assets/panel.js", "assets/app.js"] : name === "board/board" ? ["assets/panel.js", "assets/drag.js"] : [], `/somewhere/client/src/features/${name}-page.tsx`));
const items = [
  chunk("assets/index-1.js", ["assets/app.js"], "/somewhere/client/index.html", true), chunk("assets/app-2.js", []), chunk("assets/panel-3.js", ["assets/app.js"]), chunk("assets/drag-4.js", []), ...pages,
  { type: "asset", fileName: "importmap.json", source: JSON.stringify({ imports: { "/assets/app.js": "/assets/app-2.js", "/assets/panel.js": "/assets/panel-3.js", "/assets/drag.js": "/assets/drag-4.js" } }) } as const,
];
const bundle: Bundle = Object.fromEntries(items.map((item) => [item.fileName, item]));

describe("what is asked for beside the app itself", () => {
  it("W4 is the page of the address with all it rests on, by the names that the files have, and nothing the app brings", () => {
    const { files, pages: found } = filesOfPages(bundle);
    const of = (address: string) => found.find(([at]) => at === address)?.[2].map((place) => files[place]);
    expect(of("")).toEqual(["assets/home-home-9.js", "assets/panel-3.js"]);
    expect(of("board")).toEqual(["assets/board-board-9.js", "assets/panel-3.js", "assets/drag-4.js"]);
    expect(of("deals/")).toEqual(["assets/records-deal-9.js"]);
    expect(new Set(files).size).toBe(files.length);
    // By the names by which the app goes to them.
    expect(found.map(([, name]) => name)).toEqual(Object.values(PAGES));
  });

  it("W4 is no page that is not there: the build says so", () => {
    const { "assets/home-home-9.js": _home, ...others } = bundle;
    expect(() => filesOfPages(others)).toThrow("home/home");
    const { "assets/index-1.js": _app, ...without } = bundle;
    expect(() => filesOfPages(without)).toThrow("the app's own file");
  });
});
