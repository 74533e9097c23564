// Text as search and order compare it: lower case, accents off. "Ångström" is found by "angstrom".
const NOT_ASCII = /[^\u0000-\u007f]/;

export const fold = (text: string): string =>
  NOT_ASCII.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase() : text.toLowerCase();
