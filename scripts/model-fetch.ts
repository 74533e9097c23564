// `npm run model:fetch`: fetches the model of meaning once, to where the server looks for it (MODEL_DIR, or `model` in
// DATA_DIR). For servers that may not fetch it themselves; a folder can also be copied from another machine.
import { existsSync } from "node:fs";
import { modelFolder, readEnv } from "../sync-server/src/env.ts";
import { fetchModel, MINILM, NotFetched } from "../sync-server/src/models/fetch-model.ts";

if (existsSync(".env")) process.loadEnvFile(".env");

try {
  const env = readEnv(process.env);
  const folder = modelFolder(env);
  let told = 0;
  await fetchModel({
    folder, source: env.MODEL_SOURCE,
    progress(have, all) {
      const percent = Math.floor((have / all) * 100);
      if (percent < told + 10) return;
      told = percent;
      console.log(`${percent} % of ${(all / 1_000_000).toFixed(1)} MB`);
    },
  });
  console.log(`${MINILM.name} (licence ${MINILM.licence}) lies in ${folder}. Start the server again if it runs.`);
} catch (error) {
  console.error(error instanceof NotFetched ? error.message : error);
  process.exitCode = 1;
}
