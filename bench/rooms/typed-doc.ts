// Owns what a person does in a document of the rooms bench, whatever carries it: each author types words at the end of
// a paragraph of his own, in the XML fragment that rich-text editors use; every member sees the words of the others come.
import type * as Yjs from "yjs";

/** The peers bring a Yjs of their own; it is the same library. */
export type YModule = typeof Yjs;

const word = (author: number, number: number): string => `${author}.${number} `;
const words = /(\d+)\.(\d+) /g;

const paragraphOf = ({ XmlElement, XmlText }: YModule, doc: Yjs.Doc): Yjs.XmlText => {
  const paragraph = new XmlElement("paragraph");
  const text = new XmlText("");
  paragraph.insert(0, [text]);
  doc.getXmlFragment("body").push([paragraph]);
  return text;
};

/** Types as this author. The paragraph is made with the first word. */
export const typist = (yjs: YModule, doc: Yjs.Doc, author: number): ((number: number) => void) => {
  let text: Yjs.XmlText | undefined;
  return (number) => {
    doc.transact(() => {
      text ??= paragraphOf(yjs, doc);
      text.insert(text.length, word(author, number));
    });
  };
};

/** Tells every word that comes from elsewhere. */
export const watchWords = ({ XmlElement, XmlText }: YModule, doc: Yjs.Doc, came: (author: number, number: number) => void): void => {
  const tell = (text: string): void => {
    for (const [, author, number] of text.matchAll(words)) came(Number(author), Number(number));
  };
  doc.getXmlFragment("body").observeDeep((events, transaction) => {
    if (transaction.local) return;
    for (const event of events) {
      for (const { insert } of event.changes.delta) {
        if (typeof insert === "string") tell(insert);
        else if (Array.isArray(insert)) for (const node of insert as unknown[]) if (node instanceof XmlElement || node instanceof XmlText) tell(node.toString());
      }
    }
  });
};

/** By author the last number typed. */
export const lastWords = (doc: Yjs.Doc): ReadonlyMap<number, number> => {
  const last = new Map<number, number>();
  for (const [, author, number] of doc.getXmlFragment("body").toString().matchAll(words)) last.set(Number(author), Math.max(Number(number), last.get(Number(author)) ?? -1));
  return last;
};
