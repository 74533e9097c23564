// Names, addresses and numbers as they are compared: accents, case, signs, legal forms and titles set aside. It only
// compares; nothing here changes a value.

/** Letters that no accent can be taken off of. */
const LETTERS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };
const NOT_ASCII = /[^\u0000-\u007f]/;

/** Lower case, accents off. */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  return lower.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Its runs of letters and digits, in order. A full stop joins: "S.A." is "sa". */
export const wordsIn = (text: string): readonly string[] =>
  plain(text).replace(/['’.]/g, "").split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const LEGAL_FORMS = set(
  "gmbh mbh ag kg kgaa ohg gbr ug ev eg se inc incorporated llc llp lp ltd limited plc corp corporation co company sa sas sarl sarlu eurl sprl bv nv vof srl spa sapa oy oyj ab as asa aps sia oou uab kft zrt sro dd doo zoo sp spzoo pty pte pvt private kk gk sl slu lda ltda",
);
const JOINTS = set("and und et y e och og the");
const TITLES = set("dr prof mr mrs ms mx herr frau dipl ing mag jr sr ii iii sir dame");

const without = (words: readonly string[], dropped: ReadonlySet<string>): readonly string[] => {
  const left = words.filter((word) => !dropped.has(word));
  return left.length > 0 ? left : words;
};

/** A company's name without its legal form: "Müller & Söhne GmbH" and "Mueller und Soehne" differ by their vowels alone. */
export const companyWords = (name: string): readonly string[] => without(without(wordsIn(name), JOINTS), LEGAL_FORMS);
/** A person's name without titles. */
export const personWords = (name: string): readonly string[] => without(wordsIn(name), TITLES);

/** In lower case and without the part after a plus, which says only where it was given away; "" where it is none. */
export function plainEmail(email: string): string {
  const [name = "", host = ""] = email.trim().toLowerCase().split("@");
  return name === "" || host === "" ? "" : `${name.split("+")[0] ?? ""}@${host}`;
}

const NUMBER_LENGTH = 9;
const SHORTEST_NUMBER = 7;
/** Its last nine digits, so that a number with its country's code is the one without; "" where there are too few. */
export function plainPhone(phone: string): string {
  const digits = phone.replace(/\D+/g, "");
  return digits.length < SHORTEST_NUMBER ? "" : digits.slice(-NUMBER_LENGTH);
}

/** The host of a web address, without "www."; "" where it is none. */
export function plainDomain(address: string): string {
  const [host = ""] = address.trim().toLowerCase().replace(/^[a-z][a-z0-9+.-]*:\/\//, "").split(/[/?#:]/);
  const bare = host.replace(/^www\d?\./, "");
  return bare.includes(".") ? bare : "";
}
