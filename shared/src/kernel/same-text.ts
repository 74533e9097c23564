const plain = (text: string): string => text.normalize("NFC").replaceAll(/\s+/g, " ").trim();

/** Whether two texts read the same: how their accents are composed and how wide their spaces are makes no difference. */
export const sameText = (one: string, other: string): boolean => plain(one) === plain(other);
