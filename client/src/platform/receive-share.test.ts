import { describe, expect, it } from "vitest";
import { receiveShare } from "./receive-share.ts";
import { createSharedInbox } from "./shared-inbox.ts";

/** Caches in memory; `full`: the device has no room for more entries than this. */
function memoryCaches(full = Number.POSITIVE_INFINITY) {
  const entries = new Map<string, Response>();
  const key = (request: RequestInfo | URL): string => new URL(typeof request === "string" ? request : request instanceof URL ? request.href : request.url, "https://app.test").href;
  const cache = {
    async put(request: RequestInfo, response: Response) {
      if (entries.size >= full) throw new DOMException("full", "QuotaExceededError");
      entries.set(key(request), response);
    },
    match: async (request: RequestInfo) => entries.get(key(request))?.clone(),
    delete: async (request: RequestInfo) => entries.delete(key(request)),
    keys: async () => [...entries.keys()].map((url) => new Request(url)),
  };
  const caches = { open: async () => cache, delete: async () => entries.clear() } as unknown as CacheStorage;
  return { caches, entries };
}

function setUp(full?: number) {
  const { caches, entries } = memoryCaches(full);
  let ids = 0;
  let now = 1_800_000_000_000;
  const inbox = createSharedInbox({ caches, now: () => now, newId: () => `id-${(ids += 1)}` });
  return { inbox, entries, pass: (ms: number) => (now += ms) };
}

const shared = (fields: Readonly<Record<string, string>>, ...files: readonly File[]): Request => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const file of files) form.append("files", file);
  return new Request("https://app.test/share-target", { method: "POST", body: form });
};

describe("what other apps share", () => {
  it("W1 S2 is kept whole, words and files each by itself, until it is dealt with", async () => {
    const { inbox, entries } = setUp();
    const card = new File(["BEGIN:VCARD"], "ananya.vcf", { type: "text/vcard" });
    expect(await receiveShare(shared({ title: "Look", text: " ", url: "https://a.test" }, card), inbox)).toBe("/share");
    const items = await inbox.list();
    expect(items).toEqual([
      { id: "id-1", at: 1_800_000_000_000, text: "Look\nhttps://a.test" },
      { id: "id-2", at: 1_800_000_000_000, text: "", file: { name: "ananya.vcf", type: "text/vcard", size: 11 } },
    ]);
    const file = items[1] && (await inbox.file(items[1]));
    expect([file?.name, file?.type, await file?.text()]).toEqual(["ananya.vcf", "text/vcard", "BEGIN:VCARD"]);
    await inbox.remove("id-2");
    expect((await inbox.list()).map(({ id }) => id)).toEqual(["id-1"]);
    expect([...entries.keys()].filter((key) => key.includes("id-2"))).toEqual([]);
  });

  it("W1 where the device has no room nothing of it is kept, and the person is told", async () => {
    const { inbox, entries } = setUp(1);
    expect(await receiveShare(shared({ text: "Note" }, new File(["a"], "a.txt")), inbox)).toBe("/share?failed=true");
    expect([entries.size, await inbox.list()]).toEqual([0, []]);
    expect(await receiveShare(new Request("https://app.test/share-target", { method: "POST", body: "no form" }), inbox)).toBe("/share?failed=true");
  });

  it("W1 hostile names are shown as what they are, and nobody can fill the device with shares", async () => {
    const { inbox } = setUp();
    await receiveShare(shared({}, new File(["a"], `invoice\u202Efdp.exe\u0000${"x".repeat(500)}`)), inbox);
    const [item] = await inbox.list();
    expect(item?.file?.name).toBe(`invoicefdp.exe${"x".repeat(106)}`);
    const answers = new Set<string>();
    for (let share = 0; share < 120; share += 1) answers.add(await receiveShare(shared({ text: String(share) }), inbox));
    expect((await inbox.list()).length).toBe(100);
    expect([...answers]).toEqual(["/share", "/share?failed=true"]);
  });

  it("W1 a file too many is named and not kept; what nobody came for is let go after a month", async () => {
    const { inbox, pass } = setUp();
    await receiveShare(shared({}, ...Array.from({ length: 22 }, (_, n) => new File([String(n)], `${n}.txt`))), inbox);
    const refused = (await inbox.list()).filter(({ file }) => file?.refused);
    expect(refused.map(({ file }) => file?.name)).toEqual(["20.txt", "21.txt"]);
    expect(refused[0] && (await inbox.file(refused[0]))).toBeUndefined();
    pass(32 * 86_400_000);
    expect(await inbox.list()).toEqual([]);
  });
});
