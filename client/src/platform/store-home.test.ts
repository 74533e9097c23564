import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { type Buckets, findHome } from "./store-home.ts";

/** A place that the browser cannot open, for so many tries. */
function broken(tries: number, name = "UnknownError"): IDBFactory {
  const whole = new IDBFactory();
  let left = tries;
  const factory = {
    open(database: string) {
      if (left-- <= 0) return whole.open(database);
      const asked = { error: new DOMException("Internal error opening backing store", name), onerror: () => undefined };
      setTimeout(() => asked.onerror(), 0);
      return asked;
    },
  };
  return factory as unknown as IDBFactory;
}

function bucketsOf(names: string[]): Buckets & { readonly place: IDBFactory } {
  const place = new IDBFactory();
  return {
    place,
    keys: () => Promise.resolve([...names]),
    open: (name) => {
      if (!names.includes(name)) names.push(name);
      return Promise.resolve({ indexedDB: place });
    },
  };
}
const around = { free: () => Promise.resolve(1e9), pause: () => Promise.resolve() };

describe("where the databases are", () => {
  it("S14 is the usual place as long as it opens, also when it does so late", async () => {
    const whole = new IDBFactory();
    expect(await findHome({ ...around, usual: whole, buckets: bucketsOf([]) })).toBe(whole);
    const late = broken(2);
    expect(await findHome({ ...around, usual: late, buckets: bucketsOf([]) })).toBe(late);
  });

  it("S14 is a second place where the usual one never opens, and stays there", async () => {
    const buckets = bucketsOf([]);
    expect(await findHome({ ...around, usual: broken(99), buckets })).toBe(buckets.place);
    expect(await findHome({ ...around, usual: new IDBFactory(), buckets })).toBe(buckets.place);
  });

  it("S14 stays where it is when there is no second place, when the disk may be full, and after any other failure", async () => {
    for (const more of [{ buckets: undefined }, { buckets: bucketsOf([]), free: () => Promise.resolve(1000) }]) {
      const usual = broken(99);
      expect(await findHome({ ...around, ...more, usual })).toBe(usual);
    }
    const refused = broken(99, "VersionError");
    expect(await findHome({ ...around, usual: refused, buckets: bucketsOf([]) })).toBe(refused);
  });
});
