// The right to run an account's engine, as a lock of the browser that ends with its holder, however it ends. A worker of
// another version of the app asks the holder to let go; one of the same version waits its turn.
import type { Claim } from "../engine/host.ts";

export interface ClaimOptions {
  /** Names the version of the app: two workers of one version do not ask each other. */
  readonly build: string;
  /** How long another engine may take to end before this one says that it waits, ms. */
  readonly grace: number;
}

const CHANNEL = "outrider.engine";

export function createClaim({ build, grace }: ClaimOptions): Claim {
  return (key, { waiting, asked }) =>
    new Promise((granted, failed) => {
      if (!("locks" in navigator)) return granted(() => undefined);
      const channel = new BroadcastChannel(CHANNEL);
      const timer = setTimeout(waiting, grace);
      channel.postMessage({ key, build });
      navigator.locks
        .request(`outrider.engine.${key}`, () => {
          clearTimeout(timer);
          channel.addEventListener("message", ({ data }: MessageEvent<{ key?: unknown; build?: unknown } | null>) => {
            if (data?.key === key && data.build !== build) asked();
          });
          return new Promise<void>((done) => {
            granted(() => {
              channel.close();
              done();
            });
          });
        })
        .catch(failed);
    });
}
