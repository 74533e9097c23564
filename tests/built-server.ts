// Before the first database test: the server as it is run, built of today's sources.
import { buildIfStale } from "../scripts/builds.ts";

export default () => buildIfStale("server");
