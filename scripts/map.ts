// `npm run map`: draws docs/rooms.md from the code as it is. A test says when it is out of date.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { roomMap } from "./room-map.ts";

const root = join(import.meta.dirname, "..");
writeFileSync(join(root, "docs/rooms.md"), roomMap(root));
