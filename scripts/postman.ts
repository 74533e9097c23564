// `npm run postman`: writes docs/postman-collection.json from the operations as they are. A test says when it is out of date.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { wholeDocument } from "../sync-server/src/routes/all-operations.ts";
import { type OpenApi, postmanCollection } from "../sync-server/src/routes/postman-collection.ts";

const path = join(dirname(fileURLToPath(import.meta.url)), "../docs/postman-collection.json");
writeFileSync(path, `${JSON.stringify(postmanCollection(wholeDocument() as OpenApi), null, 2)}\n`);
