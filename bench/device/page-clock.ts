// Owns what measures inside a page: from an event of the person to the frame in which its effect is painted. It runs in
// the page, before the page's own scripts; it is handed over as text and may name nothing of this file.
import type { Page } from "@playwright/test";

export interface PageClock {
  /** Milliseconds since the page began at the frame that shows it. */
  when(shown: () => boolean): Promise<number>;
  /** Starts to listen; resolves with the time from the event to the frame that shows its effect. */
  from(event: "keydown" | "click", shown: () => boolean): void;
  measured: Promise<number>;
  /** How long the list is, as it says itself, and whether a row of it is there. */
  rows(): number;
  /** Of the first list that is shown. */
  first: Promise<number>;
  /** Milliseconds between one frame and the next, for so many milliseconds. */
  frames(ms: number): Promise<readonly number[]>;
}

declare global {
  var pageClock: PageClock;
}

function install(): void {
  const painted = (done: (at: number) => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => done(performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  };
  const when = (shown: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => look());
      const look = (): void => {
        if (!shown()) return;
        observer.disconnect();
        painted(resolve);
      };
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    });
  globalThis.pageClock = {
    when,
    from(event, shown) {
      globalThis.pageClock.measured = new Promise((resolve) => {
        addEventListener(event, ({ timeStamp }) => void when(shown).then((at) => resolve(at - timeStamp)), { once: true, capture: true });
      });
    },
    measured: Promise.resolve(0),
    rows: () => Number(document.querySelector('[role="table"]')?.getAttribute("aria-rowcount") ?? -1),
    first: when(() => document.querySelector('[role="table"] [data-row] a') !== null),
    frames: (ms) =>
      new Promise((resolve) => {
        const taken: number[] = [];
        let [begin, before] = [0, 0];
        const next = (at: number): void => {
          if (begin === 0) begin = at;
          else taken.push(at - before);
          before = at;
          if (at - begin < ms) requestAnimationFrame(next);
          else resolve(taken);
        };
        requestAnimationFrame(next);
      }),
  };
}

/** The compiler names functions by a helper of its own, which a page does not have. */
const PRELUDE = "globalThis.__name = (named) => named;";

export const clockScript = `${PRELUDE}(${install.toString()})();`;

/** Every page of this tab has the clock from its beginning. */
export const giveClock = (page: Page): Promise<unknown> => page.addInitScript({ content: clockScript });
