// People who write in one note as the editor does: paragraphs, headings, lists, tasks, links, bold, splitting a block,
// deleting, undoing, pasting, typing in other scripts. Each has a document of his own; what he does comes out as the
// updates his device would send. Chance comes from a seed.
import type { Random } from "@outrider/shared/kernel";
import * as Y from "yjs";

export interface NoteWriter {
  readonly doc: Y.Doc;
  /** One thing a person does; its updates, in order. Some do nothing. */
  act(): readonly Uint8Array[];
  /** Takes what others did. Yjs may tidy up then, which are updates of this writer's. */
  receive(update: Uint8Array): readonly Uint8Array[];
}

const WORDS = ["Acme", "renews", "in", "spring", "Größe", "日本語", "👩‍💻", "quote", "\u0000", "a\u0301", "price", "—", "עברית", "call", "🎉"];
const MARKS: readonly (readonly [name: string, attributes: Readonly<Record<string, unknown>>])[] = [
  ["bold", {}], ["italic", {}], ["code", {}], ["strike", {}],
  ["link", { href: "https://example.test/a?b=c#d", target: "_blank", rel: "noopener noreferrer nofollow", class: null }],
  ["comment--aB3+/x==", { id: "c1" }],
];

type Parent = Y.XmlFragment | Y.XmlElement;

export function createNoteWriter(random: Random): NoteWriter {
  const doc = new Y.Doc({ guid: random.uuid(), gc: true });
  doc.clientID = 1 + random.int(4_294_967_290);
  const root = doc.getXmlFragment("body");
  const undo = new Y.UndoManager(root, { captureTimeout: 0 });
  let sent: Uint8Array[] = [];
  let taking = false;
  doc.on("update", (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (!taking || transaction.local) sent.push(update);
  });

  const words = (most: number): string => Array.from({ length: random.between(1, most) }, () => random.pick(WORDS)).join(" ");
  const element = (name: string, attributes: Readonly<Record<string, unknown>>, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
    const made = new Y.XmlElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
    made.insert(0, children);
    return made;
  };
  const block = (depth = 0): Y.XmlElement => {
    const line = (): Y.XmlText => new Y.XmlText(words(6));
    const paragraph = (): Y.XmlElement => element("paragraph", random.chance(0.2) ? { textAlign: "left" } : {}, [line()]);
    const kind = random.int(depth > 2 ? 4 : 7);
    if (kind < 3) return paragraph();
    if (kind === 3) return element("paragraph", {}, [line(), element("hardBreak", {}, []), line()]);
    if (kind === 4) return element("heading", { level: random.between(1, 3) }, [line()]);
    if (kind === 5) return element("taskList", {}, [element("taskItem", { checked: random.chance(0.5) }, [paragraph()])]);
    return element(random.pick(["bulletList", "orderedList"]), { start: 1 }, Array.from({ length: random.between(1, 3) }, () => element("listItem", {}, [paragraph(), ...(random.chance(0.4) ? [block(depth + 1)] : [])])));
  };

  const all = <T extends Y.XmlElement | Y.XmlText>(kind: new () => T): T[] => {
    const found: T[] = [];
    const look = (parent: Parent): void => {
      for (const child of parent.toArray()) {
        if (child instanceof kind) found.push(child);
        if (child instanceof Y.XmlElement) look(child);
      }
    };
    look(root);
    return found;
  };
  const someText = (): Y.XmlText | undefined => {
    const texts = all(Y.XmlText);
    return texts.length === 0 ? undefined : random.pick(texts);
  };
  /** A place between two characters, from `least` on: no editor puts a caret into the middle of one. */
  const placeIn = (text: Y.XmlText, least = 0): number => {
    const at = least + random.int(text.length - least + 1);
    const unit = (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join("").charCodeAt(at);
    return unit >= 0xdc00 && unit < 0xe000 ? at + 1 : at;
  };
  const insertBlock = (): void => root.insert(random.int(root.length + 1), [block()]);
  const withText = (run: (text: Y.XmlText) => void): void => {
    const text = someText();
    if (text === undefined) insertBlock();
    else run(text);
  };

  const DEEDS: readonly (readonly [deed: () => void, weight: number])[] = [
    [insertBlock, 4],
    [() => withText((text) => text.insert(placeIn(text), words(2))), 30],
    [() => withText((text) => {
      const at = placeIn(text);
      for (const sign of words(2)) text.insert(Math.min(at, text.length), sign);
    }), 12],
    [() => withText((text) => {
      const at = placeIn(text);
      text.delete(at, placeIn(text, at) - at);
    }), 14],
    [() => withText((text) => {
      const [name, attributes] = random.pick(MARKS);
      const at = placeIn(text);
      text.format(at, placeIn(text, at) - at, { [name]: random.chance(0.7) ? attributes : null });
    }), 12],
    // Enter in the middle of a line: the rest of it goes to a new paragraph.
    [() => withText((text) => {
      const parent = text.parent;
      if (!(parent instanceof Y.XmlElement) || parent.nodeName !== "paragraph" || text.length === 0) return;
      const at = placeIn(text);
      let before = at;
      const tail = new Y.XmlText();
      tail.applyDelta((text.toDelta() as { insert: string; attributes?: object }[]).flatMap(({ insert, attributes = {} }) => {
        const rest = insert.slice(before);
        before = Math.max(0, before - insert.length);
        return rest === "" ? [] : [{ insert: rest, attributes }];
      }));
      text.delete(at, text.length - at);
      const outer = parent.parent;
      if (outer instanceof Y.XmlFragment) outer.insert(outer.toArray().indexOf(parent) + 1, [element("paragraph", {}, [tail])]);
    }), 5],
    [() => {
      const headings = all(Y.XmlElement).filter(({ nodeName }) => nodeName === "heading" || nodeName === "taskItem");
      if (headings.length === 0) return;
      const one = random.pick(headings);
      if (one.nodeName === "heading") one.setAttribute("level", random.between(1, 3) as unknown as string);
      else one.setAttribute("checked", random.chance(0.5) as unknown as string);
    }, 4],
    [() => {
      if (root.length > 3) root.delete(random.int(root.length - 1), 1);
    }, 3],
    [() => root.insert(0, Array.from({ length: 12 }, () => block())), 0.3],
  ];
  const act = (): void => {
    if (random.chance(0.05)) undo.undo();
    else if (random.chance(0.02)) undo.redo();
    else doc.transact(random.weighted(DEEDS));
  };

  const heard = (run: () => void): readonly Uint8Array[] => {
    sent = [];
    run();
    return sent;
  };
  return {
    doc,
    act: () => heard(act),
    receive: (update) => heard(() => {
      taking = true;
      Y.applyUpdate(doc, update, "others");
      taking = false;
    }),
  };
}
