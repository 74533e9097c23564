// What a person reads comes from the catalogue and is set by the language's own rules; no style names a left or a right.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "@swc/core";
import { expect, test } from "vitest";
import { projectRoot } from "./scratch-tree.ts";

const source = join(projectRoot, "client/src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).map((path) => join(source, path)).filter((path) => /\.(tsx?|css)$/.test(path) && !/\.test\.|\.contract\.|\/testing\//.test(path));
const named = (path: string): string => relative(projectRoot, path);
const read = (path: string): string => readFileSync(path, "utf8");

/** Attributes that a person reads or hears. */
const SPOKEN = new Set(["aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "placeholder", "title", "alt", "label", "description", "hint", "heading", "confirmLabel"]);
const LETTERS = /\p{L}{2}/u;

interface Part { readonly type?: string; readonly [key: string]: unknown }
const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of a literal that stands where it is shown, or "". */
function literal(value: unknown): string {
  if (!isPart(value)) return "";
  if (value.type === "JSXText" || value.type === "StringLiteral") return String(value["value"]);
  if (value.type === "TemplateLiteral") return (value["quasis"] as readonly Part[]).map((part) => String(part["raw"])).join(" ");
  if (value.type === "ConditionalExpression") return `${literal(value["consequent"])} ${literal(value["alternate"])}`;
  if (value.type === "BinaryExpression") return ["&&", "||", "??"].includes(String(value["operator"])) ? literal(value["right"]) : "";
  return value.type === "JSXExpressionContainer" || value.type === "ParenthesisExpression" ? literal(value["expression"]) : "";
}

/** Words that a component carries itself. */
function ownWords(code: string): readonly string[] {
  const found: string[] = [];
  const note = (text: string): void => {
    if (LETTERS.test(text)) found.push(text.trim());
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isPart(value)) return;
    if (value.type === "JSXElement" || value.type === "JSXFragment") for (const child of value["children"] as readonly unknown[]) note(literal(child));
    if (value.type === "JSXAttribute" && isPart(value["name"]) && SPOKEN.has(attributeName(value["name"]))) note(literal(value["value"]));
    Object.values(value).forEach(visit);
  };
  visit(parseSync(code, { syntax: "typescript", tsx: true }).body);
  return found;
}

const attributeName = (name: Part): string => (name.type === "JSXNamespacedName" ? "" : String(name["value"]));

// The gallery of components shows samples of content, which are no words of the app.
const GALLERY = join(source, "features/design");

test("R16 no component carries words of its own: they come from the catalogue", () => {
  const components = files.filter((path) => path.endsWith(".tsx") && !path.startsWith(GALLERY));
  expect(components.length).toBeGreaterThan(60);
  expect(components.flatMap((path) => ownWords(read(path)).map((words) => `${named(path)}: ${words}`))).toEqual([]);
  expect(ownWords(["const a = <p title=\"", "Seen\" className=\"hidden\">Told<b>{\"Said\"}{n > 0 && `Shown ${n}`}</b>{words.fine}</p>;"].join(""))).toEqual(["Told", "Seen", "Said", "Shown"]);
});

test("R16 every room's words are in the catalogue", () => {
  const rooms = files.filter((path) => /\/texts?\.ts$/.test(path));
  expect(rooms.length).toBeGreaterThan(5);
  // How to mend it: `export const words = catalogue({ … })`, from app/catalogue.ts.
  expect(rooms.filter((path) => !/= catalogue\(/.test(read(path))).map(named)).toEqual([]);
});

test("R16 figures, money, days and lists are written by Intl in one place, and nowhere by hand", () => {
  // Names of countries in files to be imported are recognised, not shown.
  const allowed = ["app/format.ts", "app/plural.ts", "app/time-zones.ts", "features/import/core/common-names.ts"].map((path) => join(source, path));
  expect(allowed.filter((path) => !existsSync(path))).toEqual([]);
  const others = files.filter((path) => !allowed.includes(path) && !path.startsWith(GALLERY) && /\bIntl\.(?!LDMLPluralRule)|\.toLocale(String|DateString|TimeString)\(/.test(read(path)));
  expect(others.map(named)).toEqual([]);
  // A plural chosen by hand is wrong in most languages.
  expect(files.filter((path) => /\/texts?\.ts$/.test(path) && /=== 1 \?/.test(read(path))).map(named)).toEqual([]);
});

const PHYSICAL = /^-?(?:(?:p[lr]|m[lr]|scroll-[mp][lr]|left|right)-(?:\d|\[|\(|auto|px|full)|(?:border-[lr]|rounded-(?:[lr]|[tb][lr]))(?:-|$)|(?:text|float|clear)-(?:left|right)$)/;
const sided = (code: string): readonly string[] => code.split(/["'`\s]+/).filter((token) => PHYSICAL.test(token.slice(token.lastIndexOf(":") + 1)));

test("R16 W3 no style names a left or a right side, so that the app can be read from either", () => {
  expect(files.filter((path) => path.endsWith(".tsx")).flatMap((path) => sided(read(path)).map((token) => `${named(path)}: ${token}`))).toEqual([]);
  expect(sided("<p className=\"flex desk:-ml-2 text-left border-r right-0 ps-2 text-start\" />")).toEqual(["desk:-ml-2", "text-left", "border-r", "right-0"]);
  const styles = files.filter((path) => path.endsWith(".css")).flatMap((path) => read(path).split("\n"));
  // The notch of a phone is on one side of the thing itself, whatever is read on it.
  expect(styles.filter((line) => /(?:^|[\s;{-])(?:left|right)\s*:/.test(line) && !line.includes("safe-area-inset"))).toEqual([]);
});
