// Languages that nobody speaks, made from the English text, to see what another language would break: one is longer and
// full of accents, the other runs from right to left. Pure.

const ACCENTED: Readonly<Record<string, string>> = {
  a: "á", b: "ƀ", c: "ç", d: "đ", e: "é", f: "ƒ", g: "ğ", h: "ĥ", i: "î", j: "ĵ", k: "ķ", l: "ľ", m: "ɱ", n: "ñ", o: "ö", p: "þ", r: "ř", s: "š", t: "ţ", u: "ü", v: "ṽ", w: "ŵ", x: "ẋ", y: "ý", z: "ž",
  A: "Å", B: "Ɓ", C: "Ç", D: "Đ", E: "É", G: "Ğ", H: "Ĥ", I: "Î", J: "Ĵ", K: "Ķ", L: "Ľ", N: "Ñ", O: "Ö", P: "Þ", R: "Ř", S: "Š", T: "Ţ", U: "Ü", W: "Ŵ", Y: "Ý", Z: "Ž",
};
const FILLING = "öñé ţŵö ţĥřéé ƒöüř ƒîṽé šîẋ šéṽéñ éîğĥţ ñîñé ţéñ ";
const LETTER = /\p{L}/u;

/** Accented, and two fifths longer. Text without a letter stays. */
export function longer(text: string): string {
  if (!LETTER.test(text)) return text;
  const wanted = Math.ceil([...text].length * 0.4);
  const filling = FILLING.repeat(Math.ceil(wanted / FILLING.length)).slice(0, wanted).trim();
  return `${[...text].map((sign) => ACCENTED[sign] ?? sign).join("")}${filling === "" ? "" : ` ${filling}`}`;
}

/** Set from right to left, whatever its letters are. */
export const mirrored = (text: string): string => (LETTER.test(text) ? `\u202e${text}\u202c` : text);
