// express-pouchdb over PouchDB on LevelDB in the bench's folder, in its smallest mode.
import express from "express";
import pouchExpress from "express-pouchdb";
import PouchDB from "pouchdb";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const { BENCH_DIR, BENCH_PORT } = process.env;
const prefix = join(BENCH_DIR, "leveldb") + "/";
mkdirSync(prefix, { recursive: true });

const app = express();
app.use("/", pouchExpress(PouchDB.defaults({ prefix }), { inMemoryConfig: true, mode: "minimumForPouchDB" }));
app.listen(Number(BENCH_PORT), "127.0.0.1");
