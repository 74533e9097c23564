// This browser's subscription to its push service. Invariant: nothing is asked of the person but by their own press.

export type PushState = "on" | "off" | "denied" | "none";
export interface PushSubscriptionBody { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } }

const there = (): boolean => "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
const manager = async (): Promise<PushManager | undefined> => (there() ? (await navigator.serviceWorker.getRegistration())?.pushManager : undefined);

export const browserPush = {
  async state(): Promise<PushState> {
    const push = await manager();
    if (push === undefined) return "none";
    if (Notification.permission === "denied") return "denied";
    return (await push.getSubscription()) === null ? "off" : "on";
  },
  /** Asks the person, then the push service. Undefined where either says no. */
  async subscribe(key: string): Promise<PushSubscriptionBody | undefined> {
    try {
      const push = await manager();
      if (push === undefined || (await Notification.requestPermission()) !== "granted") return undefined;
      const { endpoint, keys } = (await push.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
      const [p256dh, auth] = [keys?.["p256dh"], keys?.["auth"]];
      return endpoint !== undefined && p256dh !== undefined && auth !== undefined ? { endpoint, keys: { p256dh, auth } } : undefined;
    } catch {
      return undefined;
    }
  },
  /** Answers its address, where there was one. */
  async unsubscribe(): Promise<string | undefined> {
    const subscription = await (await manager())?.getSubscription();
    await subscription?.unsubscribe();
    return subscription?.endpoint;
  },
};
