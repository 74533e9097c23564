// Puts together a graph in the ONNX format (IR version 8, operator set 17): constants, nodes, one output a node unless more
// are named. It checks nothing; the runtime does as it loads the file.
import { bytes, type Field, float, joined, message, string, whole } from "./protobuf.ts";

const TYPES = { float32: 1, uint8: 2, int8: 3, int64: 7 } as const;
type TensorType = keyof typeof TYPES;
type Attribute = number | readonly number[] | { readonly float: number };

const attribute = (name: string, value: Attribute): Field => {
  if (typeof value === "number") return message(5, [string(1, name), whole(3, value), whole(20, 2)]);
  if ("float" in value) return message(5, [string(1, name), float(2, value.float), whole(20, 1)]);
  return message(5, [string(1, name), ...value.map((each) => whole(8, each)), whole(20, 7)]);
};

const shaped = (field: number, name: string, type: TensorType, shape: readonly (number | string)[]): Field => {
  const dims = shape.map((dim) => message(1, [typeof dim === "number" ? whole(1, dim) : string(2, dim)]));
  return message(field, [string(1, name), message(2, [message(1, [whole(1, TYPES[type]), message(2, dims)])])]);
};

export interface Graph {
  /** Names a constant; the bytes are little-endian. */
  constant(type: TensorType, shape: readonly number[], data: ArrayBufferView): string;
  scalar(type: "float32" | "int8", value: number): string;
  /** Whole numbers, as shapes and axes are given. */
  wholes(...values: readonly number[]): string;
  /** Adds a node and names its output. */
  node(operator: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
  /** The same for one with several outputs. */
  nodes(operator: string, inputs: readonly string[], outputs: number): readonly string[];
  input(name: string, shape: readonly (number | string)[]): string;
  /** The file; `result` becomes an output of this name. */
  file(name: string, result: string, shape: readonly (number | string)[]): Uint8Array;
}

export function createGraph(): Graph {
  const fields: Field[] = [];
  let names = 0;
  const fresh = (): string => `v${(names += 1)}`;
  const add = (operator: string, inputs: readonly string[], outputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): void => {
    fields.push(message(1, [...inputs.map((input) => string(1, input)), ...outputs.map((output) => string(2, output)), string(4, operator), ...Object.entries(attributes).map(([name, value]) => attribute(name, value))]));
  };
  const graph: Graph = {
    constant(type, shape, data) {
      const name = fresh();
      fields.push(message(5, [...shape.map((dim) => whole(1, dim)), whole(2, TYPES[type]), string(8, name), bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))]));
      return name;
    },
    scalar: (type, value) => graph.constant(type, [], type === "int8" ? Int8Array.of(value) : Float32Array.of(value)),
    wholes: (...values) => graph.constant("int64", [values.length], BigInt64Array.from(values, BigInt)),
    node(operator, inputs, attributes) {
      const output = fresh();
      add(operator, inputs, [output], attributes);
      return output;
    },
    nodes(operator, inputs, outputs) {
      const named = Array.from({ length: outputs }, fresh);
      add(operator, inputs, named);
      return named;
    },
    input(name, shape) {
      fields.push(shaped(11, name, "int64", shape));
      return name;
    },
    file(name, result, shape) {
      add("Identity", [result], [name]);
      return joined([whole(1, 8), string(2, "outrider"), message(8, [string(1, ""), whole(2, 17)]), message(7, [string(2, "bert"), ...fields, shaped(12, name, "float32", shape)])]);
    },
  };
  return graph;
}
