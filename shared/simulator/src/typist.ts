// People who write notes together: pages on their devices come into the rooms of records, type words into rich texts, take
// some out, say where they are, leave. A page holds its document as the app's editor does: it tells the engine whatever it
// does itself, takes in whatever it hears, and begins anew when it is told to. Words are never typed into words, so that a
// word that was saved can be looked for as it is.
import { BODY_ROOT, fromBase64, openDoc, textOfBody, toBase64 } from "@outrider/shared/bodies";
import { bodyId } from "@outrider/shared/commands";
import type { Random } from "@outrider/shared/kernel";
import type { Present } from "@outrider/shared/protocol";
import * as Y from "yjs";
import type { Engine, HeardInRoom, RoomSeat } from "../../../client/src/engine/index.ts";
import type { DeviceNode } from "./device-node.ts";
import type { Findings } from "./findings.ts";
import type { Scheduler } from "./scheduler.ts";

export interface Typist {
  act(device: DeviceNode): void;
  /** Pages that are open on devices that are on. */
  pages(): readonly Page[];
  /** Words that somebody may have taken out, on purpose or with the paragraph they were in. */
  isTakenOut(word: string): boolean;
  /** Typed under another's name, or after what was never sent. */
  readonly forged: ReadonlySet<string>;
  /** Devices with a page of which the rules have refused something: what it types next leans on that. */
  readonly gapped: ReadonlySet<string>;
  /** A page that is opened only to look. */
  look(device: DeviceNode, about: string): Page | null;
}

export interface Page {
  readonly device: DeviceNode;
  readonly about: string;
  readonly body: string;
  readonly doc: Y.Doc | null;
  readonly who: readonly Present[];
  /** Nothing waits to be saved. */
  readonly isSaved: boolean;
  leave(): void;
}

export interface TypistDeps {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  readonly rewinds: () => number;
  readonly note: (what: string) => void;
}

const KINDS = ["deal", "lead", "company", "contact", "activity"] as const;
const HOT = 2;
const MOST_PAGES = 6;
/** A server that could not write something down for so long tells it to whoever comes into the room. */
const WRITTEN_DOWN_MS = 20 * 3600_000;
/** Of a page that hears from the engine by a port. */
const PORT_MS = 4;

export const isRefused = ({ disk }: DeviceNode, word: string): boolean => [...disk.refused.values()].some(({ group }) => hasWord(group.changes, word));
export const isWaiting = ({ disk }: DeviceNode, word: string): boolean => [...disk.outbox.values()].some(({ group }) => hasWord(group.changes, word));
const hasWord = (changes: readonly { readonly update?: string }[], word: string): boolean =>
  changes.some(({ update }) => update !== undefined && Buffer.from(update, "base64").includes(word));

export function createTypist({ random, scheduler, findings, rewinds, note }: TypistDeps): Typist {
  const open = new Set<OpenPage>();
  const paragraphOf = new Map<string, string>();
  const takenOut = new Set<string>();
  const paragraphsOut = new Set<string>();
  const forged = new Set<string>();
  const gapped = new Set<string>();
  /** Whose page each client was given to. */
  const owners = new Map<number, string>();
  let count = 0;

  const isTakenOut = (word: string): boolean => takenOut.has(word) || paragraphsOut.has(paragraphOf.get(word) ?? "");
  const idOf = (type: Y.XmlElement): string => (type._item ? `${type._item.id.client}:${type._item.id.clock}` : "");

  class OpenPage implements Page {
    readonly device: DeviceNode;
    readonly engine: Engine;
    readonly about: string;
    readonly body: string;
    doc: Y.Doc | null = null;
    who: readonly Present[] = [];
    #client = 0;
    #said = 0;
    #saved = 0;
    #left = false;
    readonly #seat: RoomSeat;
    #words: { readonly word: string; readonly upTo: number }[] = [];
    /** What was typed and is not said yet. */
    #typing: string[] = [];

    constructor(device: DeviceNode, engine: Engine, about: string) {
      this.device = device;
      this.engine = engine;
      this.about = about;
      this.body = bodyId(about, "notes");
      this.#seat = engine.join({ record: about, slot: "notes" }, (heard) => scheduler.after(PORT_MS, () => this.#hear(heard)));
    }

    get isOpen(): boolean { return !this.#left && this.device.engine === this.engine; }
    get isSaved(): boolean { return this.#saved >= this.#said; }

    #hear(heard: HeardInRoom): void {
      if (!this.isOpen) return;
      switch (heard.t) {
        case "document":
          this.doc?.destroy();
          this.#begin(heard.state, heard.client);
          break;
        case "update":
          if (this.doc) Y.applyUpdate(this.doc, heard.update, "heard");
          if (this.doc && this.doc.clientID !== this.#client) findings.report("I-typed", `${this.device.name} hears from elsewhere what is typed under the client of its page in ${this.body}`);
          break;
        case "saved":
          this.#saved = heard.upTo;
          for (const { word, upTo } of this.#words) if (upTo <= heard.upTo) this.device.words.set(word, { body: this.body, at: scheduler.now() });
          this.#words = this.#words.filter(({ upTo }) => upTo > heard.upTo);
          break;
        case "unsaved":
          note(`${this.device.name} could not save in ${this.body}: ${heard.why.message}`);
          if (heard.again) break;
          // On what is not kept nothing more can be typed: the page is opened anew.
          gapped.add(this.device.name);
          this.leave();
          join(this.device, this.about);
          break;
        case "present":
          this.who = heard.who;
          break;
        case "refused":
          // Nothing is typed until the document has come. What was said and is not saved is not heard of again.
          this.doc?.destroy();
          this.doc = null;
          this.#saved = this.#said;
          this.#words = [];
          note(`${this.device.name} begins ${this.body} anew`);
          break;
        case "online":
      }
    }

    #begin(state: Uint8Array, client: number): void {
      const doc = openDoc(this.body, state);
      doc.clientID = client;
      this.#client = client;
      owners.set(client, this.device.name);
      doc.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== "heard") this.#say(update);
      });
      this.doc = doc;
      // All that this device has called saved is there from the beginning.
      const { words, dropped, clockJumped } = this.device;
      if (rewinds() > 0 || clockJumped || dropped.has(this.body) || !this.engine.view.read(this.body)) return;
      // Its own words may lean on others' that it heard in the room and had no record of yet: they show when those come again.
      if (doc.store.pendingStructs !== null) return;
      const text = textOfBody(state);
      for (const [word, { body, at }] of words) {
        if (body === this.body && at > scheduler.now() - WRITTEN_DOWN_MS && !text.includes(word) && !isTakenOut(word) && !isRefused(this.device, word)) findings.report("I-typed", `${this.device.name} begins a page of ${this.body} without ${word}, which it has called saved`);
      }
    }

    #say(update: Uint8Array): void {
      this.#said += 1;
      for (const word of this.#typing) this.#words.push({ word, upTo: this.#said });
      this.#typing = [];
      // What is said after the page has left is said by nobody.
      if (!this.#left && this.device.engine === this.engine) this.#seat.say({ t: "update", update, upTo: this.#said });
    }

    type(): void {
      const { doc } = this;
      if (!doc || !this.isOpen) return;
      const paragraphs = doc.getXmlFragment(BODY_ROOT).toArray().filter((one) => one instanceof Y.XmlElement);
      const paragraph = paragraphs.length === 0 || random.chance(0.2) ? null : random.pick(paragraphs);
      const way = random.next();
      doc.transact(() => {
        if (paragraph && way < 0.04) return this.#takeOutParagraph(doc, paragraph);
        if (paragraph && way < 0.14) return this.#takeOutWord(paragraph);
        if (paragraph && way < 0.22) return this.#format(paragraph);
        this.#insert(doc, paragraph);
      });
    }

    /** Where words begin, and the end. */
    #places(text: string): readonly number[] {
      return [0, ...[...text].flatMap((letter, index) => (letter === " " ? [index + 1] : []))];
    }

    #insert(doc: Y.Doc, into: Y.XmlElement | null): void {
      const word = `t${String(count++).padStart(5, "0")}`;
      let paragraph = into;
      if (!paragraph) {
        paragraph = new Y.XmlElement("paragraph");
        const root = doc.getXmlFragment(BODY_ROOT);
        root.insert(random.int(root.length + 1), [paragraph]);
      }
      let text = paragraph.toArray().find((one) => one instanceof Y.XmlText);
      if (!text) paragraph.insert(0, [(text = new Y.XmlText())]);
      text.insert(random.pick(this.#places(plain(text))), `${word} `);
      paragraphOf.set(word, idOf(paragraph));
      this.#typing.push(word);
      note(`${this.device.name} types ${word}`);
    }

    #takeOutWord(paragraph: Y.XmlElement): void {
      const text = paragraph.toArray().find((one) => one instanceof Y.XmlText);
      const words = text ? plain(text).split(" ").filter((word) => word !== "") : [];
      if (!text || words.length === 0) return;
      const word = random.pick(words);
      takenOut.add(word);
      text.delete(plain(text).indexOf(word), word.length + 1);
    }

    #takeOutParagraph(doc: Y.Doc, paragraph: Y.XmlElement): void {
      const root = doc.getXmlFragment(BODY_ROOT);
      paragraphsOut.add(idOf(paragraph));
      root.delete(root.toArray().indexOf(paragraph), 1);
    }

    #format(paragraph: Y.XmlElement): void {
      const text = paragraph.toArray().find((one) => one instanceof Y.XmlText);
      if (!text || text.length === 0) return;
      const places = this.#places(plain(text));
      const at = random.pick(places.slice(0, -1).concat(places.length === 1 ? [0] : []));
      text.format(at, Math.max(1, (places.find((place) => place > at) ?? text.length) - at), { bold: random.chance(0.7) ? true : null });
    }

    aware(): void {
      if (this.isOpen) this.#seat.say({ t: "aware", state: random.chance(0.1) ? null : { cursor: random.int(100) } });
    }

    leave(): void {
      if (this.#left) return;
      this.#left = true;
      open.delete(this);
      if (this.device.engine === this.engine) this.#seat.leave();
    }
  }

  function join(device: DeviceNode, about: string): OpenPage | null {
    if (!device.engine) return null;
    const page = new OpenPage(device, device.engine, about);
    open.add(page);
    return page;
  }

  function come(device: DeviceNode): void {
    const { engine } = device;
    // Whoever forges looks at what he forged until it is refused.
    if (!engine || isWaiting(device, "forged")) return;
    const kind = random.pick(KINDS);
    const ids = [...engine.view.ids(kind)].sort().slice(0, HOT);
    if (ids.length === 0) return;
    const about = random.pick(ids);
    note(`${device.name} opens the notes of ${kind} ${about}`);
    join(device, about);
  }

  /** Somebody types under another's client, or after what is never sent. */
  function forge(page: OpenPage): void {
    const { doc, device, about } = page;
    if (!doc) return;
    const clients = [...doc.store.clients.keys()].filter((client) => (owners.get(client) ?? device.name) !== device.name).sort((a, b) => a - b);
    const copy = openDoc(page.body, Y.encodeStateAsUpdate(doc));
    const asOther = clients.length > 0 && random.chance(0.6);
    copy.clientID = asOther ? random.pick(clients) : 1 + random.int(2 ** 31);
    const type = (): void => {
      const paragraph = new Y.XmlElement("paragraph");
      copy.getXmlFragment(BODY_ROOT).push([paragraph]);
      paragraph.insert(0, [new Y.XmlText("forged ")]);
    };
    if (!asOther) copy.transact(type);
    const before = Y.encodeStateVector(copy);
    copy.transact(type);
    const update = toBase64(Y.encodeStateAsUpdate(copy, before));
    copy.destroy();
    forged.add(update);
    for (const other of Array.from(open)) if (other.device === device && other.body === page.body) other.leave();
    note(`${device.name} forges what ${asOther ? "another" : "nobody"} typed`);
    void device.perform([{ name: "typeInto", args: { about, slot: "notes", update } }]);
  }

  return {
    forged, gapped, isTakenOut,
    pages: () => [...open].filter(({ isOpen }) => isOpen),
    act(device) {
      for (const page of open) if (!page.isOpen) open.delete(page);
      const mine = [...open].filter((page) => page.device === device);
      if (mine.length === 0 || (mine.length < MOST_PAGES && random.chance(0.25))) return come(device);
      const page = random.pick(mine);
      const way = random.next();
      if (way < 0.02) return forge(page);
      if (way < 0.12) return page.aware();
      const times = random.between(1, 5);
      let after = 0;
      for (let time = 0; time < times; time++) {
        scheduler.after(after, () => page.type());
        after += random.int(200);
      }
      if (random.chance(0.15)) scheduler.after(after, () => page.leave());
    },
    look: (device, about) => join(device, about),
  };
}

const plain = (text: Y.XmlText): string => text.toDelta().map(({ insert }: { insert?: unknown }) => (typeof insert === "string" ? insert : "")).join("");

/** The words of the document that a record holds. */
export const textOfRecordBody = (doc: string): string => textOfBody(fromBase64(doc) ?? new Uint8Array([0, 0]));
