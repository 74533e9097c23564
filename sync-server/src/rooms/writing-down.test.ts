// Writing down when the database fails, when nobody said what was typed, and when another server is no more.
import { toBase64 } from "@outrider/shared/bodies";
import { emptyRecord } from "@outrider/shared/records";
import { expect, test } from "vitest";
import type { FeedStore, TypedRow } from "../feed/feed-store.ts";
import { createWritingDown, type WritingDownDeps } from "./writing-down.ts";

const WORKSPACE = "w";
const row = (body: string, seq: number): TypedRow => ({ body, seq, update: toBase64(Uint8Array.of(0, 0)) });

function setUp() {
  const typed: TypedRow[] = [];
  const written: { readonly body: string; readonly upTo: number }[] = [];
  const failures: unknown[] = [];
  const due: (() => void)[] = [];
  let failing = 0;
  const fails = (): void => {
    if (failing > 0 && failing--) throw new Error("the database is away");
  };
  const store: WritingDownDeps["store"] = {
    transact: (async () => {
      fails();
      return [emptyRecord("b", "body")];
    }) as unknown as FeedStore["transact"],
    typed: (_workspace, body) => Promise.resolve(typed.filter((one) => one.body === body)),
    unwritten: async () => {
      fails();
      return [...new Set(typed.map(({ body }) => body))];
    },
  };
  const writingDown = createWritingDown({
    store, settle: () => Promise.resolve({ doc: Uint8Array.of(0, 0), text: "" }), failed: (error) => void failures.push(error),
    write: (_workspace, _change, { body, upTo }) => {
      written.push({ body, upTo });
      typed.splice(0, typed.length, ...typed.filter((one) => one.body !== body || one.seq > upTo));
      return Promise.resolve(true);
    },
    after: (_ms, run) => {
      due.push(run);
      return () => undefined;
    },
  });
  async function rest(): Promise<void> {
    for (const run of due.splice(0)) run();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { typed, written, failures, writingDown, rest, fail: (times: number) => void (failing = times) };
}

test("S2 R8 what could not be written down is tried again until it is", async () => {
  const { typed, written, failures, writingDown, rest, fail } = setUp();
  typed.push(row("b", 3));
  fail(2);
  writingDown.typed(WORKSPACE, ["b"]);
  for (let round = 0; round < 3; round++) await rest();
  expect(failures.length).toBe(2);
  expect(written).toEqual([{ body: "b", upTo: 3 }]);
  for (let round = 0; round < 3; round++) await rest();
  expect(written.length).toBe(1);
});

test("S2 what was committed though the database did not say so is asked for, as often as it takes, and written down", async () => {
  const { typed, written, writingDown, rest, fail } = setUp();
  typed.push(row("b", 3));
  fail(1);
  writingDown.resume(WORKSPACE);
  for (let round = 0; round < 4; round++) await rest();
  expect(written).toEqual([{ body: "b", upTo: 3 }]);
});

test("S13 what another server was to write down and did not is taken over at the second look, not at the first", async () => {
  const { typed, written, writingDown, rest } = setUp();
  typed.push(row("b", 3));
  await writingDown.lookAround(WORKSPACE);
  await rest();
  expect(written).toEqual([]);
  await writingDown.lookAround(WORKSPACE);
  await rest();
  await rest();
  expect(written).toEqual([{ body: "b", upTo: 3 }]);
});
