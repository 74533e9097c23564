export { type Result, ok, err } from "./result.ts";
export { exhaustive } from "./exhaustive.ts";
export { type Json, canonical, sameJson } from "./json.ts";
export { derivedId } from "./derived-id.ts";
export { isUuid } from "./ids.ts";
export { hash32 } from "./hash32.ts";
export { createRandom, type Random } from "./random.ts";
export { sameText } from "./same-text.ts";
export { fromBase64, toBase64 } from "./base64.ts";
