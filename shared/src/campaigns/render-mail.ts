// A campaign's mail for one customer as it is handed over: subject, text and HTML. The HTML is made from the text by escaping
// it: there is no way to write tags. Every mail ends in the link to unsubscribe, unless its author put it elsewhere.
import { fillTemplate, type Piece, readTemplate, type Template, usedBy } from "./template.ts";
import { UNSUBSCRIBE } from "./template-values.ts";

export interface Mail { readonly subject: string; readonly text: string; readonly html: string }

export interface Links {
  readonly unsubscribe: string;
  /** Where a link of everybody's leads so that its click is counted; none: straight there. */
  readonly click?: (index: number) => string;
  /** A picture whose loading is counted; none: there is none. */
  readonly pixel?: string;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? "");
const linked = (url: string, shown = url): string => `<a href="${escaped(url)}">${escaped(shown)}</a>`;
const target = (piece: { readonly url: string; readonly index: number | null }, { click }: Links): string => (click && piece.index !== null ? click(piece.index) : piece.url);

/** The words of a mail, links as they lead. */
const textOfMail = (pieces: readonly Piece[], links: Links): string => pieces.map((piece) => ("text" in piece ? piece.text : target(piece, links))).join("");

/** The same as HTML. A link shows its own address, wherever it leads. */
const htmlOf = (pieces: readonly Piece[], links: Links): string =>
  pieces.map((piece) => ("text" in piece ? escaped(piece.text).replaceAll(/\r?\n/g, "<br>\n") : linked(target(piece, links), piece.url))).join("");

/** `missing`: the fields without a fall-back of which nothing is known of this customer: it is not sent. */
export function renderMail({ subject, message }: { readonly subject: Template; readonly message: Template }, values: ReadonlyMap<string, string>, links: Links): { readonly ok: true; readonly mail: Mail } | { readonly ok: false; readonly missing: readonly string[] } {
  const all = new Map(values).set(UNSUBSCRIBE, links.unsubscribe);
  const [head, body] = [fillTemplate(subject, all), fillTemplate(message, all)];
  if (!head.ok || !body.ok) return { ok: false, missing: [...new Set([...(head.ok ? [] : head.missing), ...(body.ok ? [] : body.missing)])] };
  const given = usedBy(message).all.includes(UNSUBSCRIBE);
  const footer: readonly Piece[] = given ? [] : [{ text: "\n\n--\nUnsubscribe: " }, { url: links.unsubscribe, index: null }];
  const pieces = [...body.pieces, ...footer].map((piece): Piece => ("text" in piece && piece.text === links.unsubscribe ? { url: piece.text, index: null } : piece));
  const straight: Links = { unsubscribe: links.unsubscribe };
  const pixel = links.pixel === undefined ? "" : `<img src="${escaped(links.pixel)}" width="1" height="1" alt="">`;
  return {
    ok: true,
    mail: {
      subject: textOfMail(head.pieces, straight).replaceAll(/\s+/g, " ").trim(),
      text: textOfMail(pieces, links),
      html: `<!doctype html>\n<html><head><meta charset="utf-8"></head><body><p>${htmlOf(pieces, links)}</p>${pixel}</body></html>\n`,
    },
  };
}

/** Of the texts of a campaign. */
export const readMail = ({ subject, message }: { readonly subject: string; readonly message: string }): { readonly subject: Template; readonly message: Template } => ({ subject: readTemplate(subject), message: readTemplate(message) });
