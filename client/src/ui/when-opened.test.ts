import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { whenOpened } from "./when-opened.tsx";

const settled = (): Promise<void> => new Promise((done) => void setTimeout(done, 0));

describe("what has a file of its own", () => {
  it("W4 is drawn with what stands around it where it was fetched before, and fetched once", async () => {
    let times = 0;
    const Panel = whenOpened(() => {
      times += 1;
      return Promise.resolve(({ name }: { readonly name: string }) => `Files of ${name}`);
    });
    Panel.preload();
    Panel.preload();
    await settled();
    expect(renderToStaticMarkup(createElement(Panel, { name: "Looms" }))).toBe("Files of Looms");
    expect(times).toBe(1);
  });

  it("W4 is asked for again where it could not be had", async () => {
    let times = 0;
    const Panel = whenOpened(() => {
      times += 1;
      return times === 1 ? Promise.reject(new Error("no network")) : Promise.resolve(() => "here");
    });
    Panel.preload();
    await settled();
    Panel.preload();
    await settled();
    expect(renderToStaticMarkup(createElement(Panel, {}))).toBe("here");
    expect(times).toBe(2);
  });
});
