// `npm run env`: writes .env.example out of the server's table of settings, so that both say the same.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentExample } from "./environment-example.ts";

writeFileSync(join(import.meta.dirname, "../.env.example"), environmentExample());
