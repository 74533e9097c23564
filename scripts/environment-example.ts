// The text of .env.example: every variable that the server reads, with what it is and its default, in the order of the
// server's table. Owns no setting but the one that docker compose alone reads.
import { environment, headings } from "../sync-server/src/env-table.ts";

const WIDTH = 118;

/** Read by docker compose and not by the server. */
export const COMPOSE_ONLY = { POSTGRES_PASSWORD: "Read by docker compose alone: the password of its own PostgreSQL. Letters and digits only, since it becomes part of an address" } as const;

function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}

const entry = (name: string, doc: string, value = ""): string => `${wrapped(doc)}\n${name}=${value}\n`;

/** The whole file. */
export function environmentExample(): string {
  const titles: Readonly<Record<string, string>> = headings;
  const variables = Object.entries(environment).map(([name, { doc, default: value }]) => {
    const title = titles[name];
    return `${title === undefined ? "" : `\n## ${title}\n\n`}${entry(name, doc, value)}`;
  });
  return [
    "# Every setting of the server, with its default. Written by `npm run env`: change it there, and copy it to .env to set\n# what you need. An empty value is the same as none, and what is set in the environment already wins over the file.\n",
    ...variables,
    "\n## docker compose\n\n",
    ...Object.entries(COMPOSE_ONLY).map(([name, doc]) => entry(name, doc)),
  ].join("");
}
