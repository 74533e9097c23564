// Keeps the runtime of the model out of the build: it is 14 MB, the server hands it out under /ort/, and the worker gives
// it to the library as bytes (see embed.worker.ts). Left alone, the bundler would follow the library's own address of it.
import type { Plugin } from "vite";

const OWN_ADDRESS = /new URL\(("ort-wasm-[\w.-]+\.wasm"),\s*import\.meta\.url\)/g;

export const withoutRuntime = (): Plugin => ({
  name: "without-runtime",
  transform(code, id) {
    if (!/[\\/]onnxruntime-web[\\/]/.test(id)) return null;
    return { code: code.replaceAll(OWN_ADDRESS, "new URL($1, self.location.href)"), map: null };
  },
});
