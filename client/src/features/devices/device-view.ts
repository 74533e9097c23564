// A device as the server tells of it. Checked, since it comes from the network; what is not told is left open.

export type DeviceForm = "phone" | "tablet" | "computer" | "unknown";

export interface DeviceView {
  readonly id: string;
  readonly name: string;
  readonly browser: string;
  readonly system: string;
  readonly form: DeviceForm;
  /** ms */
  readonly lastSeenAt: number;
  readonly current: boolean;
  readonly signedIn: boolean;
  readonly keepsData: boolean;
  /** ms; null: it was not. */
  readonly revokedAt: number | null;
  /** When a revoked one came back and was told to wipe itself, ms. */
  readonly toldAt: number | null;
}

const FORMS: readonly DeviceForm[] = ["phone", "tablet", "computer"];

const deviceOf = (value: unknown): DeviceView | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const word = (key: string): string => (typeof given[key] === "string" ? given[key] : "");
  const time = (key: string): number | null => (Number.isNaN(Date.parse(word(key))) ? null : Date.parse(word(key)));
  if (word("id") === "") return undefined;
  return {
    id: word("id"), name: word("name"), browser: word("browser"), system: word("system"), form: FORMS.find((form) => form === given["form"]) ?? "unknown",
    lastSeenAt: time("lastSeenAt") ?? 0, current: given["current"] === true, signedIn: given["signedIn"] === true, keepsData: given["keepsData"] === true,
    revokedAt: time("revokedAt"), toldAt: time("toldAt"),
  };
};

/** The one that asks first, then those that are in use, then those that were revoked; each as the server has them. */
export function devicesOf(answer: unknown): readonly DeviceView[] {
  const devices = (Array.isArray(answer) ? answer : []).flatMap((value) => deviceOf(value) ?? []);
  const rank = ({ current, revokedAt }: DeviceView): number => (current ? 0 : revokedAt === null ? 1 : 2);
  return devices.sort((a, b) => rank(a) - rank(b));
}
