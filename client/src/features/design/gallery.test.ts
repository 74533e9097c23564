import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const here = import.meta.dirname;
const ui = join(here, "../../ui");

/** The frames of other components, seen in them. */
const FRAMES = ["field-editor.tsx", "field.tsx", "page.tsx", "row-choice.tsx", "ui-labels.tsx", "virtual-header.tsx", "virtual-row.tsx", "when-opened.tsx"];

it("W2 W3 the gallery shows every component of the design system", () => {
  const shown = readdirSync(here).filter((file) => file.endsWith(".tsx")).map((file) => readFileSync(join(here, file), "utf8")).join("\n");
  const missing = readdirSync(ui).filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx") && !FRAMES.includes(file) && !shown.includes(`ui/${file}"`));
  expect(missing).toEqual([]);
});
