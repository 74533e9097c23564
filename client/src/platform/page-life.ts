// How a worker learns that a page is gone, crashed ones included: the page holds a lock, the worker waits for it.

/** Takes a lock of its own for as long as this page lives; null where the browser has no locks. */
export const holdLife = (): Promise<string | null> =>
  new Promise((held) => {
    if (!("locks" in navigator)) return held(null);
    const name = `outrider.page.${crypto.randomUUID()}`;
    navigator.locks
      .request(name, () => {
        held(name);
        return new Promise<void>(() => undefined);
      })
      .catch(() => held(null));
  });

/** Resolves when the page that holds the lock is gone. */
export const lifeOver = async (name: string): Promise<void> => {
  await navigator.locks.request(name, () => undefined);
};
