// A page that is one file, for people to keep: headings and rows of text, no script, nothing from elsewhere.
// Invariant: whatever it is given is text.

export interface Section {
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly (readonly [label: string, text: string])[];
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}dl{display:grid;grid-template-columns:minmax(8rem,1fr) 3fr;gap:.25rem 1rem;margin:0}dt{opacity:.7}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}";

const sectionOf = ({ title, note, rows }: Section): string =>
  `<section><h2>${escape(title)}</h2>${note === undefined ? "" : `<p>${escape(note)}</p>`}<dl>${rows.map(([label, text]) => `<dt>${escape(label)}</dt><dd>${escape(text)}</dd>`).join("")}</dl></section>`;

export const page = (title: string, lead: string, sections: readonly Section[]): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(title)}</title><style>${STYLE}</style></head>` +
  `<body><h1>${escape(title)}</h1><p>${escape(lead)}</p>${sections.map(sectionOf).join("")}</body></html>\n`;
