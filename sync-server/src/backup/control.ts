/**
 * What an operator on this machine asks of the running server: a backup, an erasure. The server has the embedded
 * database to itself, so nobody else can do it. It is a socket in a folder that only this user can enter, noted in the
 * data directory: no port, no password.
 */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { makeSocketFolder, notedFolder } from "../db/socket-folder.ts";
import type { Counted } from "./backup-file.ts";

const NOTE = "control-folder";
const SOCKET = "control.sock";

export interface ControlDeps {
  readonly dataDirectory: string;
  /** Writes a backup to the path. */
  readonly backUp: (path: string) => Promise<Counted>;
  /** Answers the ids of all that went. */
  readonly erase: (workspace: string, records: readonly string[]) => Promise<readonly string[]>;
  readonly failed: (error: unknown) => void;
}

const erasure = z.object({ workspace: z.uuid(), records: z.array(z.uuid()).min(1).max(10_000) });

export async function openControl({ dataDirectory, backUp, erase, failed }: ControlDeps): Promise<{ close(): Promise<void> }> {
  // On a database of its own nobody may have needed the folder before.
  await mkdir(dataDirectory, { recursive: true });
  const folder = makeSocketFolder(dataDirectory, NOTE);

  /** The copy lies on this disk until it is fetched: the database waits for nobody who reads slowly. */
  async function sendBackup(response: ServerResponse): Promise<void> {
    const copy = join(dataDirectory, `backup-${randomUUID()}`);
    try {
      await backUp(copy);
      response.writeHead(200, { "content-type": "application/gzip" });
      await pipeline(createReadStream(copy), response);
    } finally {
      await rm(copy, { force: true });
    }
  }

  async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    if (asked.method === "POST" && asked.url === "/backup") return await sendBackup(response);
    if (asked.method === "POST" && asked.url === "/erase") {
      const { workspace, records } = erasure.parse(await json(asked));
      response.writeHead(200, { "content-type": "application/json" });
      return void response.end(JSON.stringify({ erased: await erase(workspace, records) }));
    }
    response.writeHead(404).end();
  }

  const server = createServer((asked, response) => {
    answer(asked, response).catch((error: unknown) => {
      failed(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain" }).end(error instanceof Error ? error.message : "failed");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(join(folder.path, SOCKET), resolve);
  });
  return {
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      folder.remove();
    },
  };
}

/** Asks the server that runs on this data directory; null where none does. Rejects with what it says where it cannot. */
export function askServer(dataDirectory: string, path: "/backup" | "/erase", body?: object): Promise<IncomingMessage | null> {
  const folder = notedFolder(dataDirectory, NOTE);
  if (folder === undefined) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: join(folder, SOCKET), path, method: "POST", headers: { "content-type": "application/json" } }, (response) => {
      if (response.statusCode === 200) return resolve(response);
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => reject(new Error(`the server could not do it: ${text}`)));
    });
    asking.on("error", (error: NodeJS.ErrnoException) => (error.code === "ENOENT" || error.code === "ECONNREFUSED" ? resolve(null) : reject(error)));
    asking.end(body && JSON.stringify(body));
  });
}
