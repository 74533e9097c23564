// Owns reading how much JavaScript memory a page and a shared worker hold, in MB, after a collection.
import type { Page } from "@playwright/test";

const MB = 1_000_000;

export async function pageHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / MB;
}

/** Undefined where the page has no shared worker. */
export async function workerHeap(page: Page): Promise<number | undefined> {
  const browser = page.context().browser();
  if (browser === null) return undefined;
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets");
  const worker = targetInfos.find(({ type }) => type === "shared_worker");
  if (worker === undefined) return undefined;
  const { sessionId } = await session.send("Target.attachToTarget", { targetId: worker.targetId, flatten: false });
  const ask = (id: number, method: string): Promise<{ readonly result?: { readonly usedSize?: number } }> =>
    new Promise((resolve) => {
      session.on("Target.receivedMessageFromTarget", ({ message }) => {
        const answer = JSON.parse(message) as { readonly id?: number };
        if (answer.id === id) resolve(answer as { readonly result?: { readonly usedSize?: number } });
      });
      void session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    });
  await ask(1, "HeapProfiler.collectGarbage");
  const { result } = await ask(2, "Runtime.getHeapUsage");
  await session.detach();
  return result?.usedSize === undefined ? undefined : result.usedSize / MB;
}
