// `npm run build`: client/dist, built when its sources changed.
import { buildClientIfStale } from "./client-build.ts";

await buildClientIfStale();
