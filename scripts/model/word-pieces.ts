// The files beside a model that say how text becomes its words: pieces of words as BERT has them, lower case, accents off.

export const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] as const;
const [PAD, UNK, CLS, SEP, MASK] = [0, 1, 2, 3, 4];

/** Whole words, and every letter, figure and sign, which also stand within a word: nothing typed in ASCII is unknown. */
export function vocabularyOf(words: readonly string[]): readonly string[] {
  const signs = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((sign) => sign === sign.toLowerCase());
  return [...new Set([...SPECIAL, ...signs, ...signs.map((sign) => `##${sign}`), ...words])];
}

const special = (id: number, content: string) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true });

/** By file name. */
export function tokenizerFiles(vocabulary: readonly string[], longest: number): Readonly<Record<string, unknown>> {
  return {
    "tokenizer.json": {
      version: "1.0",
      truncation: null,
      padding: null,
      added_tokens: SPECIAL.map((content, id) => special(id, content)),
      normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
      pre_tokenizer: { type: "BertPreTokenizer" },
      post_processor: {
        type: "TemplateProcessing",
        single: [{ SpecialToken: { id: "[CLS]", type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }, { SpecialToken: { id: "[SEP]", type_id: 0 } }],
        pair: [{ SpecialToken: { id: "[CLS]", type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }, { SpecialToken: { id: "[SEP]", type_id: 0 } }, { Sequence: { id: "B", type_id: 1 } }, { SpecialToken: { id: "[SEP]", type_id: 1 } }],
        special_tokens: { "[CLS]": { id: "[CLS]", ids: [CLS], tokens: ["[CLS]"] }, "[SEP]": { id: "[SEP]", ids: [SEP], tokens: ["[SEP]"] } },
      },
      decoder: { type: "WordPiece", prefix: "##", cleanup: true },
      model: { type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100, vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])) },
    },
    "tokenizer_config.json": { tokenizer_class: "BertTokenizer", do_lower_case: true, model_max_length: longest, pad_token: "[PAD]", unk_token: "[UNK]", cls_token: "[CLS]", sep_token: "[SEP]", mask_token: "[MASK]", pad_token_id: PAD, unk_token_id: UNK, mask_token_id: MASK },
  };
}
