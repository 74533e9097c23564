// Owns in which language the app speaks on this device. There is English so far, and two languages for trying out what
// another one would break. Invariant: the language stands while the page is open; choosing another one reloads it.
import { addressParameter, reloadPage, setDocumentLanguage } from "../platform/document-face.ts";
import { browserTextMemory } from "../platform/text-memory.ts";
import { longer, mirrored } from "./pseudo.ts";

interface Speech {
  /** BCP 47; the region that is no country marks a language for trials. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  /** What becomes of an English text; null: it stays. */
  readonly say: ((text: string) => string) | null;
}

const languages = {
  en: { lang: "en", dir: "ltr", say: null },
  "en-XA": { lang: "en-XA", dir: "ltr", say: longer },
  "en-XB": { lang: "en-XB", dir: "rtl", say: mirrored },
} satisfies Record<string, Speech>;

export type Language = keyof typeof languages;

const KEY = "outrider.language";
const isLanguage = (text: string | undefined): text is Language => text !== undefined && Object.hasOwn(languages, text);

/** `?locale=` holds for this one visit, what was chosen for all. */
function chosen(): Language {
  const wanted = [addressParameter("locale"), browserTextMemory.read(KEY)].find(isLanguage);
  return wanted ?? "en";
}

export const language: Language = chosen();
export const speech: Speech = languages[language];

/** To be called once, before anything is shown. */
export const showLanguage = (): void => setDocumentLanguage(speech.lang, speech.dir);

/** Remembers it and reloads the page in it. */
export const chooseLanguage = (next: Language): void => {
  browserTextMemory.write(KEY, next === "en" ? undefined : next);
  reloadPage();
};
