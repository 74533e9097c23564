// Every link of our documents to a file of ours leads to one.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" }).split("\n").filter((name) => name !== "");

/** Targets of links and pictures, without what they name inside of a file. */
const linksIn = (text: string): readonly string[] =>
  [...text.replace(/```[\s\S]*?```/g, "").matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(([, link, attribute]) => (link ?? attribute ?? "").split("#")[0] ?? "").filter((link) => link !== "" && !/^[a-z]+:/.test(link));

test.each(documents)("%s links to what is there", (name) => {
  const folder = dirname(join(root, name));
  expect(linksIn(readFileSync(join(root, name), "utf8")).filter((link) => !existsSync(join(folder, decodeURI(link))))).toEqual([]);
});

test("a link that leads nowhere is found", () => {
  expect(linksIn("[a](there.md#part) [b](https://x.example) <img src=\"c.webp\"> [d](#here)\n```\n[e](f.md)\n```")).toEqual(["there.md", "c.webp"]);
});
