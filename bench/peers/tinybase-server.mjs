// TinyBase's WebSocket server with a MergeableStore and its own file persister for each path. A path whose first client
// comes waits a second for that client (its own request timeout) before it answers: the paths already on disk are
// opened here before the bench begins, so that this second is not charged to it.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createMergeableStore } from "tinybase";
import { createFilePersister } from "tinybase/persisters/persister-file";
import { createWsServer } from "tinybase/synchronizers/synchronizer-ws-server";
import { WebSocket, WebSocketServer } from "ws";

const { BENCH_DIR, BENCH_PORT } = process.env;
const suffix = ".json";

createWsServer(
  new WebSocketServer({ port: Number(BENCH_PORT), host: "127.0.0.1" }),
  (path) => createFilePersister(createMergeableStore("server"), join(BENCH_DIR, path + suffix)),
  (error) => console.error(error),
);

/** A client that stays and asks for the content's hashes until the server's own store answers. */
const opened = (path) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${BENCH_PORT}/${path}`);
    const ask = () => socket.send('\n["opening",1,""]');
    const timer = setInterval(ask, 250);
    socket.on("error", reject);
    socket.on("open", ask);
    socket.on("message", (message) => {
      if (!String(message).startsWith('S\n["opening",0')) return;
      clearInterval(timer);
      resolve();
    });
  });

const paths = readdirSync(BENCH_DIR).filter((name) => name.endsWith(suffix));
for (const name of paths) await opened(name.slice(0, -suffix.length));
writeFileSync(join(BENCH_DIR, "open"), "");
