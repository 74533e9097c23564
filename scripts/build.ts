// `npm run build`: client/dist and sync-server/dist, each built when its sources changed.
import { buildIfStale } from "./builds.ts";

await buildIfStale("client", "server");
