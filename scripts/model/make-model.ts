// Makes the models that tests and benchmarks run on: a small one that knows some words of selling, and ones of the real
// shape with random weights, which are as large and as slow as a real model and mean nothing. Neither is for people.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bertFile, type BertShape, createChance, normal } from "./bert-file.ts";
import { tokenizerFiles, vocabularyOf } from "./word-pieces.ts";

/** Words that the small model takes for nearly the same. */
const ALIKE = [
  "price prices pricing expensive costly cost costs budget money afford cheaper discount",
  "late later delay delayed slow timeline schedule deadline wait waiting postpone postponed",
  "security secure safety safe encryption encrypted privacy breach protected",
  "integration integrate integrations api connector connect interface sync",
  "contract agreement terms legal clause signature sign signed",
  "demo demonstration presentation showed walkthrough trial pilot",
  "call called phone spoke talked telephone rang conversation",
  "competitor competitors rival rivals alternative vendor incumbent",
  "happy pleased delighted satisfied glad love loved enthusiastic",
  "angry upset unhappy annoyed disappointed complaint frustrated",
  "boss manager director chief executive head owner leader",
  "factory plant warehouse manufacturing production machinery",
].map((line) => line.split(" "));
const OTHERS = "the a an and of to for in on at with is are was we they our their it this that customer company deal meeting email team software license support training weather rain renewal".split(" ");

const MEANING = { width: 384, layers: 1, heads: 6, inner: 64, positions: 256 } as const;
/** What all-MiniLM-L6-v2 has. */
export const REAL_SHAPE: BertShape = { words: 30_522, positions: 512, width: 384, layers: 6, heads: 12, inner: 1_536 };
const LONGEST = 256;
const SEED = 20_261;

interface Model { readonly shape: BertShape; readonly onnx: Uint8Array; readonly vocabulary: readonly string[] }

/** Deterministic. Vectors of 384 numbers, about 0.9 MB. */
export function smallModel(): Model {
  const vocabulary = vocabularyOf([...ALIKE.flat(), ...OTHERS]);
  const shape = { ...MEANING, words: vocabulary.length };
  const drawn = (seed: number, reach: number): readonly number[] => {
    const chance = createChance(seed);
    return Array.from({ length: shape.width }, () => normal(chance) * reach);
  };
  const groups = new Map(ALIKE.flatMap((words, at) => words.map((word) => [word, drawn(SEED + at, 1)] as const)));
  const filler = new Set(OTHERS);
  const word = (id: number): readonly number[] => {
    const piece = vocabulary[id] as string;
    const [shared, own] = [groups.get(piece), drawn(SEED + 1_000 + id, filler.has(piece) ? 0.2 : 0.3)];
    return shared ? shared.map((value, at) => value + (own[at] as number)) : own;
  };
  return { shape, vocabulary, onnx: bertFile({ shape, seed: SEED, spread: 0.01, word }) };
}

/** As large and slow as the real one; vectors say nothing. 30,522 pieces, of which most are never met. */
export function realShaped(shape: BertShape = REAL_SHAPE): Model {
  const known = vocabularyOf([...ALIKE.flat(), ...OTHERS]);
  const vocabulary = [...known, ...Array.from({ length: shape.words - known.length }, (_, at) => `[unused${at}]`)];
  return { shape, vocabulary, onnx: bertFile({ shape, seed: SEED, spread: 0.03 }) };
}

/** Writes the files as the app expects them, whole or not at all; leaves a folder that is there as it is. */
export function writeModel(folder: string, name: string, make: () => Model): string {
  if (existsSync(join(folder, "model.json"))) return folder;
  const { shape, onnx, vocabulary } = make();
  const files: Record<string, unknown> = {
    "config.json": {
      architectures: ["BertModel"], model_type: "bert", hidden_size: shape.width, num_hidden_layers: shape.layers, num_attention_heads: shape.heads, intermediate_size: shape.inner,
      hidden_act: "gelu", max_position_embeddings: shape.positions, type_vocab_size: 2, vocab_size: vocabulary.length, pad_token_id: 0,
    },
    ...tokenizerFiles(vocabulary, LONGEST),
    "onnx/model_quantized.onnx": onnx,
    // Last: a folder with it is whole.
    "model.json": { name, licence: "MIT", source: "made by Outrider's own tests", dimensions: shape.width },
  };
  const made = `${folder}.${process.pid}`;
  rmSync(made, { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), content instanceof Uint8Array ? content : JSON.stringify(content));
  }
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process has written the same in the meantime.
    if (!existsSync(join(folder, "model.json"))) throw error;
    rmSync(made, { recursive: true, force: true });
  }
  return folder;
}
