// Owns the clients of our own server. One device that matters is the production engine over a memory store; many at
// once, and what is sent as fast as it is answered, are devices without a disk (outrider-device.ts).
import { createEngine, createMemoryDisk, createMemoryStore, type Engine } from "@outrider/client/engine";
import { creationOf } from "@outrider/shared/commands";
import { type Change, baseOf, type RecordState, textOf } from "@outrider/shared/records";
import { randomUUID } from "node:crypto";
import type { Account } from "../../tests/devices/account.ts";
import { nodeWorld, opensFor } from "../../tests/devices/node-world.ts";
import type { At, Client } from "../peer.ts";
import { accountNamed, originOf } from "./outrider-accounts.ts";
import { dealAt, dealId, recordOf } from "./outrider-deal.ts";
import { outriderStorm } from "./outrider-storm.ts";
import { openLightDevice } from "../../tests/devices/light-device.ts";

const batch = 500;
const nothing = (): Promise<void> => Promise.resolve();
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The engine on a device that has nothing; `judged` is told the groups whose verdict it has kept. */
const newEngine = (at: At, account: Account, judged: (group: string) => void = () => undefined): Promise<Engine> => {
  const store = createMemoryStore(createMemoryDisk());
  const watched: typeof store = {
    ...store,
    verdicts: async (applied, refused, meta) => {
      await store.verdicts(applied, refused, meta);
      for (const { group } of applied) judged(group.id);
    },
  };
  return createEngine({ store: watched, world: nodeWorld(originOf(at), account), user: account.user });
};

/** Starts the engine; resolves when it shows all there is. `held` is told the records kept so far. */
const synced = (engine: Engine, held: (records: number) => void = () => undefined): Promise<void> =>
  new Promise((resolve) => {
    engine.watch("status", null, ({ phase, progress }) => {
      if (progress) held(progress.have);
      if (phase === "synced") resolve();
    });
    engine.start();
  });

/** Sends groups made by `next` with two batches under way, until it gives none; `taken` is told how many were accepted. */
const sendAll = async (
  at: At,
  account: Account,
  size: number,
  next: (size: number) => readonly (readonly Change[])[],
  connected: () => Promise<void>,
  taken: (groups: number) => void,
): Promise<void> => {
  let done = (): void => undefined;
  const ended = new Promise<void>((resolve) => (done = resolve));
  let open = 0;
  const more = (): void => {
    while (open <= size) {
      const groups = next(size);
      if (groups.length === 0) break;
      open += groups.length;
      device.edit(groups, "unjudged");
    }
    if (open === 0) done();
  };
  const device = await openLightDevice(originOf(at), account, {
    verdicts: (verdicts) => {
      const refused = verdicts.find(({ result }) => result === "refused");
      if (refused?.result === "refused") throw new Error(`refused: ${refused.refusal.message}`);
      open -= verdicts.length;
      taken(verdicts.length);
      more();
    },
  });
  await connected();
  more();
  await ended;
  device.close();
};

const deals = (account: Account, count: number) => {
  let from = 0;
  return (size: number): Change[][] => {
    const made = Array.from({ length: Math.min(size, count - from) }, (_, n) => [dealAt(from + n, account)]);
    from += made.length;
    return made;
  };
};

const noteOf = (change: number): string => `change ${change}`;
/** The number in a note that `noteOf` wrote, or -1. */
const numberIn = (record: RecordState | undefined): number =>
  Number(/^change (\d+)$/.exec(record === undefined ? "" : textOf(record, "notes"))?.[1] ?? -1);

export const outriderClient: Client = {
  seed: async (at, count) => {
    const admin = await accountNamed(at, "admin");
    await sendAll(at, admin, batch, deals(admin, count), nothing, () => undefined);
  },

  catchUp: async (at, count, held) => {
    const admin = await accountNamed(at, "admin");
    const engine = await newEngine(at, admin);
    await synced(engine, held);
    const have = new Set(engine.view.ids("deal"));
    if (have.size < count) throw new Error(`the device is in step with ${have.size} of ${count} records`);
    return async () => (n) => {
      const deal = engine.view.read(dealId(n));
      return deal === undefined ? undefined : recordOf(deal, admin.workspace);
    };
  },

  writer: async (at, _records, accepted) => {
    const editOf = new Map<string, number>();
    const engine = await newEngine(at, await accountNamed(at, "admin"), (group) => {
      const k = editOf.get(group);
      if (k !== undefined) accepted(k);
    });
    await synced(engine);
    return {
      edit: (k, record) => {
        const call = { name: "edit", args: { id: dealId(record), values: { notes: noteOf(k) } } } as const;
        void engine.perform([call]).then((saved) => saved.ok && editOf.set(saved.value.group, k));
      },
    };
  },

  survivors: async (at, records) => {
    const engine = await newEngine(at, await accountNamed(at, "admin"));
    await synced(engine);
    return Array.from({ length: records }, (_, record) => numberIn(engine.view.read(dealId(record))));
  },

  // A room is a person with so many devices, in one workspace with the people of the other rooms.
  room: async (at, room, members, arrived) => {
    const account = await accountNamed(at, `room-${room}`);
    const records = Array.from({ length: members }, () => randomUUID());
    const authorOf = new Map<string, number>(records.map((id, author) => [id, author]));
    const devices = await Promise.all(
      records.map((_, member) =>
        openLightDevice(originOf(at), account, {
          changed: (ids) => {
            for (const id of ids) {
              const author = authorOf.get(id);
              const change = author === undefined ? -1 : numberIn(devices[member]?.replica.read(id));
              if (author !== undefined && change >= 0) arrived(member, author, change);
            }
          },
          verdicts: (verdicts) => {
            if (verdicts.some(({ result }) => result === "refused")) throw new Error("an edit of a room was refused");
          },
        }),
      ),
    );
    const make = (id: string, n: number): Change => creationOf(id, { kind: "lead", values: { name: `Lead ${n}`, owner: account.user } });
    devices[0]?.edit([records.map(make)]);
    while (!devices.every(({ replica }) => records.every((id) => replica.confirmed(id) !== undefined))) await wait(10);
    return {
      change: (author, change) => {
        const [device, id] = [devices[author], records[author] ?? ""];
        const base = baseOf(device?.replica.read(id), "notes");
        device?.edit([[{ id, kind: "lead", set: { notes: { value: noteOf(change), base } } }]]);
      },
      close: () => devices.forEach((device) => device.close()),
    };
  },

  accept: async (at, size, seconds, begins) => {
    const admin = await accountNamed(at, "admin");
    const make = deals(admin, Infinity);
    let start = 0;
    let end = 0;
    let accepted = 0;
    let ms = 0;
    const connected = async (): Promise<void> => {
      await begins();
      start = performance.now();
      end = start + seconds * 1_000;
    };
    const next = (wanted: number): Change[][] => (performance.now() < end ? make(wanted) : []);
    await sendAll(at, admin, size, next, connected, (groups) => {
      const now = performance.now();
      if (now > end) return;
      accepted += groups;
      ms = now - start;
    });
    return { accepted, ms };
  },

  storm: outriderStorm,

  // With no ticket, with a ticket that is none, and as a colleague who may not touch the record.
  uninvitedWrite: async (at) => {
    if ((await opensFor(originOf(at), undefined)) || (await opensFor(originOf(at), "a-ticket-that-was-never-given-out-to-anybody"))) return true;
    const owner = await accountNamed(at, "owner");
    const stranger = await accountNamed(at, "stranger");
    await sendAll(at, owner, 1, deals(owner, 1), nothing, () => undefined);
    const answered = new Promise<boolean>((resolve, reject) => {
      const hears = { verdicts: ([verdict]: readonly { readonly result: string }[]) => resolve(verdict?.result === "applied") };
      const write: Change = { id: dealId(0), kind: "deal", set: { notes: { value: noteOf(1), base: null } } };
      openLightDevice(originOf(at), stranger, hears).then((device) => device.edit([[write]], "unjudged"), reject);
    });
    const taken = await answered;
    const reader = await openLightDevice(originOf(at), owner);
    return taken || numberIn(reader.replica.read(dealId(0))) >= 0;
  },
};
