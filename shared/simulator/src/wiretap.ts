// What passes over all connections: who pushed which edit under which device, what was acknowledged, which records went
// to whom. It only listens.
import type { Down, Present, Up, Verdict } from "@outrider/shared/protocol";
import type { Group, Receipt } from "@outrider/shared/records";

export interface Pushed { readonly group: Group; readonly user: string; /** Sent again with this receipt. */ readonly receipt: Receipt | null }

export interface Wiretap {
  sent(frame: { readonly device: string; readonly user: string; readonly direction: "up" | "down"; readonly text: string }): void;
  delivered(frame: { readonly device: string; readonly direction: "up" | "down"; readonly text: string }): void;
  /** The edit as it was pushed under this device's id. */
  pushed(group: string, deviceId: string): Pushed | undefined;
  /** The id that a simulated device goes under. */
  idOf(device: string): string;
  /** Whether this id is not the first that its device goes under. */
  renamed(deviceId: string): boolean;
  /** The device that goes, or went, under this id. */
  nameOf(deviceId: string): string;
}

export interface WiretapHears {
  /** Whether what goes to this person is to be told of by `record`. */
  readonly looksAt: (user: string) => boolean;
  readonly record: (user: string, text: string) => void;
  readonly verdict: (verdict: Verdict) => void;
  readonly rewound: (device: string) => void;
  /** Something typed into a rich text goes to this person. */
  readonly typed: (user: string, body: string, seq: number) => void;
  /** This person is told who is in a room. */
  readonly aware: (user: string, room: string, who: readonly Present[]) => void;
  readonly reload: (device: string, buckets: readonly string[]) => void;
}

/** Of another device's disk. */
const isCopy = (device: string): boolean => device.endsWith("+");

export function createWiretap(hears: WiretapHears): Wiretap {
  const pushes = new Map<string, Pushed>();
  /** The id that each simulated device goes under. */
  const ids = new Map<string, string>();
  const names = new Map<string, string>();
  const laterNames = new Set<string>();
  const key = (group: string, deviceId: string): string => `${group} ${deviceId}`;

  return {
    sent({ device, user, direction, text }) {
      if (direction === "down") {
        for (const message of JSON.parse(text) as readonly Down[]) {
          if ((message.t === "page" || message.t === "answer") && hears.looksAt(user)) for (const { record } of message.rows) hears.record(user, JSON.stringify(record));
          if (message.t === "welcome" && message.resendWithin !== null) hears.rewound(device);
          if (message.t === "typed") hears.typed(user, message.body, message.seq);
          if (message.t === "aware") hears.aware(user, message.room, message.who);
          if (message.t === "verdicts") message.verdicts.forEach(hears.verdict);
        }
        return;
      }
      for (const message of JSON.parse(text) as readonly Up[]) {
        if (message.t === "push") for (const group of message.groups) pushes.set(key(group.id, ids.get(device) ?? ""), { group, user, receipt: null });
        if (message.t === "resend") for (const { group, receipt } of message.items) pushes.set(key(group.id, receipt.device), { group, user, receipt });
        if (message.t === "reload") hears.reload(device, message.buckets);
      }
    },
    delivered({ device, direction, text }) {
      if (direction === "up" || !text.includes('"t":"welcome"')) return;
      for (const message of JSON.parse(text) as readonly Down[]) {
        if (message.t !== "welcome") continue;
        if ((ids.has(device) && ids.get(device) !== message.device.id) || isCopy(device)) laterNames.add(message.device.id);
        ids.set(device, message.device.id);
        names.set(message.device.id, device);
      }
    },
    idOf: (device) => ids.get(device) ?? "",
    nameOf: (deviceId) => names.get(deviceId) ?? "",
    renamed: (deviceId) => laterNames.has(deviceId),
    pushed: (group, deviceId) => pushes.get(key(group, deviceId)),
  };
}
