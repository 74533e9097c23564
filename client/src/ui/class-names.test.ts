// Every class that a component names is one that there is: a name that is none, or a colour that is no token, would be nothing at
// all on the screen, and no compiler says so. What a class is, Tailwind is asked itself.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { __unstable__loadDesignSystem as loadDesignSystem } from "tailwindcss";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const styles = readFileSync(join(root, "styles.css"), "utf8");
/** Classes that are rules of our own, not Tailwind's. */
const own = new Set([styles, readFileSync(join(import.meta.dirname, "note.css"), "utf8")].flatMap((css) => [...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = ""]) => name)));
const tailwind = dirname(createRequire(import.meta.url).resolve("tailwindcss/package.json"));
const system = await loadDesignSystem(styles, {
  base: root,
  loadStylesheet: (_id, base) => Promise.resolve({ path: join(tailwind, "index.css"), base, content: readFileSync(join(tailwind, "index.css"), "utf8") }),
});

/** Marks that other classes look for, and that say nothing themselves. */
const MARK = /^(?:group|peer)(?:\/[a-z-]+)?$/;
/** What begins so, in any text of a component, can be nothing but a class. */
const COLOURED = /^(?:[^\s"]+:)?-?(?:bg|text|border|ring|fill|stroke|outline|divide|rounded|shadow)-[a-z[(]/;
const isClass = (name: string): boolean => own.has(name) || MARK.test(name) || system.candidatesToCss([name])[0] !== null;

/** The classes that a file names: all that stands in a plain `className`, and elsewhere what can be nothing else. */
function classesIn(source: string): readonly string[] {
  const plain = [...source.matchAll(/className="([^"]*)"/g)].flatMap(([, names = ""]) => names.split(/\s+/));
  const elsewhere = [...source.matchAll(/"([^"\n]*)"|`([^`]*)`/g)].flatMap(([, text, template]) => (text ?? template?.replace(/\$\{[^}]*\}/g, " \u0000 ") ?? "").split(/\s+/)).filter((word) => COLOURED.test(word));
  return [...new Set([...plain, ...elsewhere])].filter((name) => name !== "");
}

it("W3 every class that a component names is one that there is", () => {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.")).map((entry) => join(entry.parentPath, entry.name));
  const unknown = files.flatMap((file) => classesIn(readFileSync(file, "utf8")).filter((name) => !isClass(name)).map((name) => `${relative(root, file)}: ${name}`));
  expect(unknown).toEqual([]);
});

it("W3 a colour that is no token, and a class that is misspelt, are found", () => {
  const source = 'const TONES = { a: "bg-ok-soft text-ok-ink", b: "hover:bg-danger" };\nexport const A = () => <p className="flex itmes-center desk:text-small note-text">x</p>;';
  expect(classesIn(source).filter((name) => !isClass(name))).toEqual(["itmes-center", "hover:bg-danger"]);
});
