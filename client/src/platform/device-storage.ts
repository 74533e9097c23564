// What the browser says of the room that this app takes on the device, and the asking to keep it: without that it may
// clear everything when the device runs short. Browsers that do not say answer with nothing; none of these ever rejects.

export type StorageUse = {
  /** Whether the browser has promised to keep it; undefined where it does not say. */
  readonly kept: boolean | undefined;
  /** Bytes, as far as the browser says. */
  readonly used: number | undefined;
  readonly free: number | undefined;
};

export type DeviceStorage = {
  readonly look: () => Promise<StorageUse>;
  /** Asks the browser to keep it; it may ask the person, or decide by itself. Answers whether it will. */
  readonly keep: () => Promise<boolean>;
};

/** `of`: null where the browser has no such thing, as on an insecure origin. */
export const createDeviceStorage = (of: Partial<Pick<StorageManager, "estimate" | "persist" | "persisted">> | null): DeviceStorage => ({
  async look() {
    const [kept, room] = await Promise.all([of?.persisted?.().catch(() => undefined), of?.estimate?.().catch(() => undefined)]);
    const { usage: used, quota } = room ?? {};
    return { kept, used, free: used === undefined || quota === undefined ? undefined : Math.max(0, quota - used) };
  },
  async keep() {
    return (await of?.persist?.().catch(() => false)) ?? false;
  },
});

export const browserStorage = (): DeviceStorage => createDeviceStorage("storage" in navigator ? navigator.storage : null);
