// Text as search and order compare it: lower case, accents off. "Ångström" is found by "angstrom".
const NOT_ASCII = /[^\u0000-\u007f]/;

/** A text in the form in which it is compared. It may be longer or shorter than what it was made of: places in it are not places there. */
export const fold = (text: string): string =>
  NOT_ASCII.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase() : text.toLowerCase();
