// A BERT as an ONNX file with weights of eight bits, the way the models that the app fetches are quantised: matrices are
// int8, what goes into them is quantised as it comes. The weights are random unless the words are given; by a seed, so that
// the same shape is the same file.
import { createGraph, type Graph } from "./onnx-graph.ts";

export interface BertShape { readonly words: number; readonly positions: number; readonly width: number; readonly layers: number; readonly heads: number; readonly inner: number }

/** In [0, 1); mulberry32. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Normally distributed, by Box and Muller. */
export const normal = (chance: () => number): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

export interface BertOptions {
  readonly shape: BertShape;
  readonly seed: number;
  /** How far random matrices reach: small ones leave what words mean nearly as it is. */
  readonly spread: number;
  /** The vector of each word; random ones otherwise. */
  readonly word?: (word: number) => ArrayLike<number>;
}

export function bertFile({ shape, seed, spread, word }: BertOptions): Uint8Array {
  const { words, positions, width, layers, heads, inner } = shape;
  const chance = createChance(seed);
  const graph = createGraph();

  /** A table of int8 and what one step of it is worth. */
  const steps = (rows: number, columns: number, value: (row: number) => ArrayLike<number> | undefined, reach: number) => {
    const data = new Int8Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      const given = value(row);
      for (let column = 0; column < columns; column++) {
        const real = given ? (given[column] as number) : normal(chance) * reach;
        data[row * columns + column] = Math.max(-127, Math.min(127, Math.round((real / (4 * reach)) * 127)));
      }
    }
    return { name: graph.constant("int8", [rows, columns], data), step: (4 * reach) / 127 };
  };
  const zeros = (length: number): string => graph.constant("float32", [length], new Float32Array(length));
  const norm = (of: string): string => graph.node("LayerNormalization", [of, graph.constant("float32", [width], new Float32Array(width).fill(1)), zeros(width)], { axis: -1, epsilon: { float: 1e-12 } });
  const zero = graph.scalar("int8", 0);

  const table = (rows: number, at: string, reach: number, value: (row: number) => ArrayLike<number> | undefined = () => undefined): string => {
    const { name, step } = steps(rows, width, value, reach);
    return graph.node("DequantizeLinear", [graph.node("Gather", [name, at]), graph.scalar("float32", step), zero]);
  };
  const dense = (of: string, from: number, to: number): string => {
    const { name, step } = steps(from, to, () => undefined, spread);
    const [whole, scale, offset] = graph.nodes("DynamicQuantizeLinear", [of], 3) as [string, string, string];
    const product = graph.node("Cast", [graph.node("MatMulInteger", [whole, name, offset, zero])], { to: 1 });
    return graph.node("Add", [graph.node("Mul", [product, graph.node("Mul", [scale, graph.scalar("float32", step)])]), zeros(to)]);
  };

  const [ids, mask, types] = ["input_ids", "attention_mask", "token_type_ids"].map((name) => graph.input(name, ["batch", "length"])) as [string, string, string];
  const place = graph.node("Range", [graph.constant("int64", [], BigInt64Array.of(0n)), graph.node("Gather", [graph.node("Shape", [ids]), graph.constant("int64", [], BigInt64Array.of(1n))]), graph.constant("int64", [], BigInt64Array.of(1n))]);
  let state = norm(graph.node("Add", [graph.node("Add", [table(words, ids, word ? 1 : 0.05, word), table(2, types, 0.01)]), table(positions, place, 0.01)]));
  const hidden = graph.node("Mul", [graph.node("Sub", [graph.scalar("float32", 1), graph.node("Unsqueeze", [graph.node("Cast", [mask], { to: 1 }), graph.wholes(1, 2)])]), graph.scalar("float32", -10_000)]);
  for (let layer = 0; layer < layers; layer++) state = attended(graph, state, hidden, { width, heads, inner, dense, norm });
  return graph.file("last_hidden_state", state, ["batch", "length", width]);
}

interface LayerParts { readonly width: number; readonly heads: number; readonly inner: number; readonly dense: (of: string, from: number, to: number) => string; readonly norm: (of: string) => string }

/** One layer: what each word takes from the others, then what is made of it. */
function attended(graph: Graph, state: string, hidden: string, { width, heads, inner, dense, norm }: LayerParts): string {
  const split = graph.wholes(0, 0, heads, width / heads);
  const part = (order: readonly number[]): string => graph.node("Transpose", [graph.node("Reshape", [dense(state, width, width), split])], { perm: order });
  const likeness = graph.node("Mul", [graph.node("MatMul", [part([0, 2, 1, 3]), part([0, 2, 3, 1])]), graph.scalar("float32", 1 / Math.sqrt(width / heads))]);
  const shares = graph.node("Softmax", [graph.node("Add", [likeness, hidden])], { axis: -1 });
  const taken = graph.node("Transpose", [graph.node("MatMul", [shares, part([0, 2, 1, 3])])], { perm: [0, 2, 1, 3] });
  const heard = norm(graph.node("Add", [dense(graph.node("Reshape", [taken, graph.wholes(0, 0, width)]), width, width), state]));
  const made = dense(heard, width, inner);
  const half = graph.node("Mul", [made, graph.scalar("float32", 0.5)]);
  const gelu = graph.node("Mul", [half, graph.node("Add", [graph.node("Erf", [graph.node("Mul", [made, graph.scalar("float32", Math.SQRT1_2)])]), graph.scalar("float32", 1)])]);
  return norm(graph.node("Add", [dense(gelu, inner, width), heard]));
}
