// An update cut into its parts: the structs of each client and its deletions, with where their bytes lie. Invariant:
// what comes back without a fault was read to its last byte, by counts the bytes can hold. It knows no document: what
// the update refers to outside itself is only noted.
import { type Result, err, ok } from "@outrider/shared/kernel";
import { type ByteReader, createByteReader } from "./byte-reader.ts";
import type { BodyFaultCode } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import { type Id, type Struct, readClient, readStruct } from "./walk-struct.ts";

export interface StructSection {
  readonly client: number;
  readonly from: number;
  readonly to: number;
  /** Of its bytes in the update. */
  readonly start: number;
  readonly end: number;
}

export interface DeleteSection {
  readonly client: number;
  /** Clock and length, in turn, in rising order and without overlap. */
  readonly ranges: readonly number[];
}

export interface Sections {
  readonly structs: readonly StructSection[];
  readonly deletes: readonly DeleteSection[];
  /** Per client the highest clock that structs refer to, exclusive, within the update or without. */
  readonly refers: ReadonlyMap<number, number>;
}

/** How deep the structs of the update lie, as far as the update itself tells; what it does not tell counts as 1. */
interface Depths {
  readonly clocks: number[];
  readonly depths: number[];
}

class SectionReader {
  readonly #reader: ByteReader;
  readonly #refers = new Map<number, number>();
  readonly #depths = new Map<number, Depths>();
  #structs = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  read(): Sections {
    const structs = this.#sections();
    return { structs, deletes: this.#deletes(), refers: this.#refers };
  }

  #sections(): StructSection[] {
    const reader = this.#reader;
    const sections: StructSection[] = [];
    const count = reader.varUint(LIMITS.clients, "too-many-clients");
    for (let i = 0; i < count && reader.fault === null; i++) sections.push(this.#section());
    return sections;
  }

  #section(): StructSection {
    const reader = this.#reader;
    const start = reader.at;
    const count = reader.varUint(LIMITS.structs, "too-large");
    // Two bytes are the least a struct takes.
    if (count === 0 || count * 2 > reader.left) reader.fail("malformed");
    this.#structs += count;
    if (this.#structs > LIMITS.structs) reader.fail("too-large");
    const client = readClient(reader);
    const from = reader.varUint(LIMITS.clock, "too-large");
    // Yjs would forget the first of two sections of one client.
    if (this.#depths.has(client)) reader.fail("malformed");
    const own: Depths = { clocks: [], depths: [] };
    this.#depths.set(client, own);
    let to = from;
    for (let i = 0; i < count && reader.fault === null; i++) {
      const struct = readStruct(reader);
      this.#note({ client, clock: to }, struct, own);
      to += struct.length;
      if (to - from > LIMITS.span || to > LIMITS.clock) reader.fail("too-large");
    }
    return { client, from, to, start, end: reader.at };
  }

  #note(id: Id, struct: Struct, own: Depths): void {
    const { origin, rightOrigin, parent } = struct;
    for (const ref of [origin, rightOrigin, parent]) {
      if (ref === null || ref === "root") continue;
      // What a client wrote refers to what it wrote before.
      if (ref.client === id.client && ref.clock >= id.clock) this.#reader.fail("malformed");
      this.#refers.set(ref.client, Math.max(this.#refers.get(ref.client) ?? 0, ref.clock + 1));
    }
    const beside = origin ?? rightOrigin;
    const depth = parent === null ? (beside === null ? 1 : this.#depthOf(beside)) : parent === "root" ? 1 : this.#depthOf(parent) + 1;
    if (depth > LIMITS.levels) this.#reader.fail("too-deep");
    own.clocks.push(id.clock);
    own.depths.push(depth);
  }

  #depthOf({ client, clock }: Id): number {
    const known = this.#depths.get(client);
    if (known === undefined) return 1;
    let low = 0;
    let high = known.clocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known.clocks[middle] ?? 0) <= clock) low = middle + 1;
      else high = middle;
    }
    return known.depths[low - 1] ?? 1;
  }

  #deletes(): DeleteSection[] {
    const reader = this.#reader;
    const sections: DeleteSection[] = [];
    const seen = new Set<number>();
    const count = reader.varUint(LIMITS.clients, "too-many-clients");
    let all = 0;
    for (let i = 0; i < count && reader.fault === null; i++) {
      const client = readClient(reader);
      if (seen.has(client)) reader.fail("malformed");
      seen.add(client);
      const many = reader.varUint(LIMITS.deleteRanges, "too-large");
      if (many === 0 || many * 2 > reader.left) reader.fail("malformed");
      all += many;
      if (all > LIMITS.deleteRanges) reader.fail("too-large");
      sections.push({ client, ranges: this.#ranges(many) });
    }
    if (reader.left > 0) reader.fail("malformed");
    return sections;
  }

  #ranges(many: number): number[] {
    const reader = this.#reader;
    const ranges: number[] = [];
    let end = -1;
    for (let i = 0; i < many && reader.fault === null; i++) {
      const clock = reader.varUint(LIMITS.clock, "too-large");
      const length = reader.varUint(LIMITS.clock, "too-large");
      if (length === 0 || clock < end) reader.fail("malformed");
      end = clock + length;
      ranges.push(clock, length);
    }
    return ranges;
  }
}

/** Whether bytes are laid out as Yjs writes its second format: a nought, then nine packed columns. */
function looksLikeV2(bytes: Uint8Array): boolean {
  const reader = createByteReader(bytes);
  if (reader.byte() !== 0) return false;
  for (let column = 0; column < 9; column++) reader.take(reader.varUint(bytes.length));
  return reader.fault === null;
}

export function readSections(bytes: Uint8Array, mostBytes: number): Result<Sections, BodyFaultCode> {
  if (bytes.length > mostBytes) return err("too-large");
  const reader = createByteReader(bytes);
  const sections = new SectionReader(reader).read();
  if (reader.fault === null) return ok(sections);
  // Read as the first format, the second soon names impossible clients or does not end where it should.
  const strange = reader.fault === "malformed" || reader.fault === "bad-client";
  return err(strange && looksLikeV2(bytes) ? "not-v1" : reader.fault);
}
