import { readFileSync } from "node:fs";
import { canonical, hash32, type Json } from "@outrider/shared/kernel";
import { expect, it } from "vitest";
import { z } from "zod/mini";
import { up } from "./up.ts";
import { PROTOCOL_VERSION } from "./version.ts";

/** Every version of the protocol by a hash of its messages: those up by their schemas, those down by their types. */
const KNOWN: Readonly<Record<number, number>> = { 1: 3_974_281_792, 2: 1_761_666_587, 3: 1_465_420_274, 4: 2_417_054_941, 5: 2_079_460_704, 6: 3_834_693_890 };

it("S12 the protocol's version is pinned to its messages: who changes one changes it", () => {
  const messagesUp = canonical(z.toJSONSchema(up, { unrepresentable: "any" }) as Json);
  const messagesDown = readFileSync(new URL("./down.ts", import.meta.url), "utf8").replace(/\/\*\*[\s\S]*?\*\/|\/\/.*|\s+/g, "");
  expect(hash32(messagesUp + messagesDown), `version ${PROTOCOL_VERSION}`).toBe(KNOWN[PROTOCOL_VERSION]);
});
