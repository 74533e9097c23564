import { House, Phone } from "lucide-react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { shapesOf } from "../../icons.config.ts";
import { drawIcon } from "./draw-icon.ts";

const path = (d: string) => ["path", { d, key: "1a2b3c" }] as const;
const dataOf = (node: readonly (readonly [string, Readonly<Record<string, string>>])[], size = 24) => ({ __iconData: { size, node } });

describe("icons as the build draws them", () => {
  it("W4 show what the package's own show: the same shapes, hidden from who hears the page, with what the app gives them", async () => {
    for (const [Own, file] of [[House, "house"], [Phone, "phone"]] as const) {
      const shapes = shapesOf((await import(`../../../node_modules/lucide-react/dist/esm/icons/${file}.mjs`)) as Parameters<typeof shapesOf>[0]);
      const ours = renderToStaticMarkup(createElement(drawIcon(shapes ?? []), { className: "size-4", strokeWidth: 1.8 }));
      const own = renderToStaticMarkup(createElement(Own, { className: "size-4", strokeWidth: 1.8 }));
      const parts = (markup: string) => [markup.match(/<(?!svg|\/)[^>]+>/g), ...["width", "height", "viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "aria-hidden"].map((name) => markup.split(">")[0]?.split(` ${name}="`)[1]?.split('"')[0])];
      expect(parts(ours)).toEqual(parts(own));
      expect(ours).toContain('class="size-4"');
    }
  });

  it("W4 an icon with a name is not hidden", () => {
    expect(renderToStaticMarkup(createElement(drawIcon(["M1 1h2"]), { "aria-label": "Late", role: "img" }))).toContain('aria-hidden="false"');
  });

  it("W4 keep no keys, and of a path its line alone; what is made otherwise stays the package's", () => {
    expect(shapesOf(dataOf([path("M1 1h2"), ["circle", { cx: "12", cy: "12", r: "10", key: "x" }], ["path", { d: "M2 2", fill: "none", key: "y" }]]))).toEqual(["M1 1h2", ["circle", { cx: "12", cy: "12", r: "10" }], ["path", { d: "M2 2", fill: "none" }]]);
    expect(shapesOf(dataOf([path("M1 1h2")], 16))).toBe(undefined);
    expect(shapesOf({})).toBe(undefined);
  });
});
