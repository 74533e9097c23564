// How a worker learns that a page is gone, crashed ones included, and the page that the worker is: each holds a lock, and
// the other waits for it.

/** Takes a lock of its own for as long as this page or worker lives; null where the browser has no locks. */
export const holdLife = (): Promise<string | null> =>
  new Promise((held) => {
    if (!("locks" in navigator)) return held(null);
    const name = `outrider.life.${crypto.randomUUID()}`;
    navigator.locks
      .request(name, () => {
        held(name);
        return new Promise<void>(() => undefined);
      })
      .catch(() => held(null));
  });

/** Resolves when whoever holds the lock is gone. */
export const lifeOver = async (name: string): Promise<void> => {
  await navigator.locks.request(name, () => undefined);
};
