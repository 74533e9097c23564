// What other apps have shared into this one, kept from the moment it arrives until the person has dealt with it: by the
// service worker, which receives it with no network and with no page open, and by the page that shows it. Invariant: an
// item that can be listed is whole; nothing that was refused is silently gone, its name and size stay. Knows no records.
import { DAY_MS } from "@outrider/shared/kernel";

export interface SharedFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Not kept: too large, or one too many. */
  readonly refused?: true;
}
/** One thing of what was shared: its words, or one file. */
export interface SharedItem {
  readonly id: string;
  /** ms */
  readonly at: number;
  /** A title, a text and an address, as far as there were any; "" for a file. */
  readonly text: string;
  readonly file?: SharedFile;
}

export interface SharedInbox {
  /** Keeps a share. Rejects where the device has no room, or too much waits already; nothing of it is kept then. */
  put(share: { readonly text: string; readonly files: readonly File[] }): Promise<void>;
  /** Oldest first; what has waited for longer than a month is let go. */
  list(): Promise<readonly SharedItem[]>;
  /** undefined where it was refused or is gone. */
  file(item: SharedItem): Promise<File | undefined>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
}

const CACHE = "outrider.shared";
const MOST_FILES = 20;
/** Any site can send a form here: what waits stays few enough to be looked through. */
const MOST_WAITING = 100;
const LONGEST_NAME = 120;
/** As an import takes at most. */
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_TEXT = 200_000;
const MONTH_MS = 31 * DAY_MS;

/** Without signs that cannot be seen, of which some turn a name round. */
const shownName = (name: string): string => [...name.replace(/\p{C}/gu, "")].slice(0, LONGEST_NAME).join("");

const about = (id: string): string => `/shared/${id}/about`;
const content = (id: string): string => `/shared/${id}/content`;

export function createSharedInbox({ caches, now, newId }: { readonly caches: CacheStorage; readonly now: () => number; readonly newId: () => string }): SharedInbox {
  async function remove(id: string): Promise<void> {
    const cache = await caches.open(CACHE);
    // First what makes it an item: the rest alone is nothing.
    await cache.delete(about(id));
    await cache.delete(content(id));
  }

  async function keep(part: Pick<SharedItem, "text" | "file">, id: string, file?: File): Promise<void> {
    const cache = await caches.open(CACHE);
    if (file !== undefined) await cache.put(content(id), new Response(file));
    await cache.put(about(id), new Response(JSON.stringify({ id, at: now(), ...part } satisfies SharedItem)));
  }

  return {
    async put({ text, files }) {
      const before = (await (await caches.open(CACHE)).keys()).filter(({ url }) => url.endsWith("/about")).length;
      if (before + files.length >= MOST_WAITING) throw new Error("too much waits already");
      const kept: string[] = [];
      const next = (): string => {
        const id = newId();
        kept.push(id);
        return id;
      };
      try {
        if (text !== "") await keep({ text: text.slice(0, MOST_TEXT) }, next());
        for (const [at, file] of files.entries()) {
          const { type, size } = file;
          const name = shownName(file.name);
          const refused = at >= MOST_FILES || size > MOST_BYTES;
          await keep({ text: "", file: { name, type, size, ...(refused && { refused }) } }, next(), refused ? undefined : file);
        }
      } catch (error) {
        for (const id of kept) await remove(id).catch(() => undefined);
        throw error;
      }
    },
    async list() {
      const cache = await caches.open(CACHE);
      const items: SharedItem[] = [];
      for (const request of await cache.keys()) {
        if (!request.url.endsWith("/about")) continue;
        const item = (await (await cache.match(request))?.json()) as SharedItem | undefined;
        if (item === undefined) continue;
        if (now() - item.at > MONTH_MS) await remove(item.id);
        else items.push(item);
      }
      return items.sort((a, b) => a.at - b.at);
    },
    async file({ id, file }) {
      const kept = await (await caches.open(CACHE)).match(content(id));
      return kept === undefined || file === undefined ? undefined : new File([await kept.blob()], file.name, { type: file.type });
    },
    remove,
    async clear() {
      await caches.delete(CACHE);
    },
  };
}

/** undefined on an insecure origin, where nothing can be shared either. */
export const browserInbox = (): SharedInbox | undefined =>
  "caches" in globalThis ? createSharedInbox({ caches: globalThis.caches, now: () => Date.now(), newId: () => crypto.randomUUID() }) : undefined;
