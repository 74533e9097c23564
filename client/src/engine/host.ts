// The engines of one worker, one an account, and the pages that talk to each. Invariant: an engine runs only while this
// worker holds the account's claim, so that no two ever write one database; an engine ends when its last page has left.
import type { Engine } from "./engine.ts";
import type { Log } from "./ports.ts";
import { askedOf, type Shown } from "./shown.ts";
import { servePage, type ServedPage } from "./serve-page.ts";
import { type Account, accountKey, type Ask, type Port, type Standing, type Tell, type VaultAsk } from "./wire.ts";

export interface ClaimEvents {
  /** Somebody else holds it; the claim is granted when they let go. */
  waiting(): void;
  /** A worker of another version of the app asks for it. */
  asked(): void;
}
/** Resolves when this worker alone may run the account's engine; answers the way to let go. */
export type Claim = (key: string, events: ClaimEvents) => Promise<() => void>;

/** The engine of an account may not be opened, and why. */
export class NotOpened extends Error {
  readonly standing: Standing;
  constructor(standing: Standing) {
    super(`not opened: ${standing}`);
    this.standing = standing;
  }
}

export interface HostOptions {
  /** `early` is told, before all is read, what pages were shown when the engine last ran. */
  readonly openEngine: (account: Account, early: (shown: readonly Shown[]) => void) => Promise<Engine>;
  readonly claim: Claim;
  /** Asked of an account's key, also where its engine is not open. */
  readonly vault: (account: Account, ask: VaultAsk) => Promise<unknown>;
  /** Resolves when the page that holds this lock is gone; never where that cannot be known. */
  readonly gone: (life: string) => Promise<void>;
  /** The lock this worker holds while it lives, where there are locks: a page learns by it that the worker is gone. */
  readonly life: Promise<string | null>;
  readonly log: Log;
}

interface Page {
  readonly port: Port<Tell, Ask>;
  readonly waiting: Ask[];
  served: ServedPage | null;
  /** What was shown early, by its watch, until the engine has said the same or something else. */
  readonly early: Map<number, string>;
}
interface Hosted {
  readonly key: string;
  readonly pages: Set<Page>;
  engine: Engine | null;
  /** Until the engine answers. */
  early: ReadonlyMap<string, unknown>;
  standing: Standing | null;
  release: () => void;
  ended: boolean;
  readonly end: (standing: Standing) => void;
}

export interface Host {
  addPort(port: Port<Tell, Ask>): void;
  /** Ends an account's engine, where there is one; its pages are told why. */
  end(account: Account, standing: Standing): void;
}

export function createHost({ openEngine, claim, vault, gone, life, log }: HostOptions): Host {
  const hosted = new Map<string, Hosted>();

  function stand(host: Hosted, standing: Standing | null): void {
    host.standing = standing;
    if (standing) for (const { port } of host.pages) port.post({ t: "standing", standing });
  }

  function host(account: Account): Hosted {
    const key = accountKey(account);
    const known = hosted.get(key);
    if (known) return known;
    // The session cookie is one person's: whoever comes anew is signed in now, and the others are not.
    for (const other of hosted.values()) other.end("signed-out");
    const made: Hosted = {
      key, pages: new Set(), engine: null, early: new Map(), standing: "starting", release: () => undefined, ended: false,
      end(standing) {
        if (made.ended) return;
        made.ended = true;
        hosted.delete(key);
        stand(made, standing);
        for (const page of made.pages) page.served?.end();
        // Only when nothing of it writes any more may another one begin.
        void started
          .then(() => made.engine?.stop())
          .catch((error: unknown) => log("an engine did not stop well", { error: error instanceof Error ? error.name : "unknown" }))
          .then(() => made.release());
      },
    };
    hosted.set(key, made);
    const started = run(made, account);
    return made;
  }

  async function run(made: Hosted, account: Account): Promise<void> {
    try {
      const release = await claim(made.key, { waiting: () => stand(made, "elsewhere"), asked: () => made.end("replaced") });
      if (made.ended) return release();
      made.release = release;
      stand(made, "starting");
      made.engine = await openEngine(account, (shown) => {
        made.early = new Map(shown.map(({ asked, value }) => [asked, value]));
        for (const page of made.pages) for (const ask of page.waiting) showEarly(made, page, ask);
      });
      made.early = new Map();
      if (made.ended) return;
      stand(made, null);
      made.engine.start();
      for (const page of made.pages) begin(made, page);
    } catch (error) {
      if (error instanceof NotOpened) return made.end(error.standing);
      log("the engine could not be opened", { error: error instanceof Error ? error.name : "unknown" });
      made.end("broken");
    }
  }

  function showEarly(made: Hosted, { port, early }: Page, ask: Ask): void {
    if (ask.t !== "watch" || made.ended) return;
    const asked = askedOf(ask.name, ask.of);
    if (!made.early.has(asked)) return;
    const value = made.early.get(asked);
    early.set(ask.id, JSON.stringify(value));
    port.post({ t: "show", id: ask.id, value });
  }

  /** A page that shows it already need not draw it again. */
  const withoutRepeating = ({ port, early }: Page): Page["port"] => ({
    ...port,
    post(tell) {
      const before = tell.t === "show" ? early.get(tell.id) : undefined;
      if (tell.t === "show") early.delete(tell.id);
      if (tell.t !== "show" || before === undefined || before !== JSON.stringify(tell.value)) port.post(tell);
    },
  });

  function begin(made: Hosted, page: Page): void {
    if (!made.engine) return;
    const served = servePage(made.engine, page.early.size > 0 ? withoutRepeating(page) : page.port);
    page.served = served;
    for (const ask of page.waiting.splice(0)) served.heard(ask);
  }

  return {
    end: (account, standing) => hosted.get(accountKey(account))?.end(standing),
    addPort(port) {
      const page: Page = { port, waiting: [], served: null, early: new Map() };
      let at: Hosted | null = null;

      const leave = (): void => {
        page.served?.end();
        page.served = null;
        at?.pages.delete(page);
        if (at?.pages.size === 0) at.end("signed-out");
        at = null;
      };

      void life.then((held) => {
        if (held) port.post({ t: "life", life: held });
      });
      port.listen((ask) => {
        switch (ask.t) {
          case "ping":
            return port.post({ t: "pong" });
          case "open": {
            leave();
            const mine = host(ask.account);
            at = mine;
            mine.pages.add(page);
            if (mine.standing) port.post({ t: "standing", standing: mine.standing });
            begin(mine, page);
            if (ask.life) {
              void gone(ask.life).then(() => {
                if (at === mine) leave();
                port.close();
              });
            }
            return;
          }
          case "close":
            leave();
            return;
          case "vault":
            vault(ask.account, ask.ask).then(
              (value) => port.post({ t: "answer", id: ask.id, value }),
              (error: unknown) => port.post({ t: "failed", id: ask.id, message: error instanceof Error ? error.message : "unknown" }),
            );
            return;
          default:
            if (at?.ended) {
              if (ask.t === "request") port.post({ t: "failed", id: ask.id, message: "The engine has ended." });
            } else if (page.served) page.served.heard(ask);
            else {
              page.waiting.push(ask);
              if (at) showEarly(at, page, ask);
            }
        }
      });
    },
  };
}
