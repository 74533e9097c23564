// Updates in Yjs's first format put together byte by byte, honest or not: what an attacker sends who has read its source.
import * as encoding from "lib0/encoding";

type Write = (encoder: encoding.Encoder) => void;
type Ref = readonly [client: number, clock: number];

export interface CraftedClient {
  readonly client: number;
  readonly from?: number;
  readonly structs: readonly Write[];
}

const ref = (encoder: encoding.Encoder, [client, clock]: Ref): void => {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
};

/** Where a struct lies: under the root, under a type, or beside others. */
export type Place = { readonly root: string } | { readonly under: Ref; readonly key?: string } | { readonly after: Ref | null; readonly before?: Ref };

const item = (kind: number, place: Place, content: Write): Write => (encoder) => {
  if ("after" in place) {
    encoding.writeUint8(encoder, kind | (place.after === null ? 0 : 128) | (place.before === undefined ? 0 : 64));
    if (place.after !== null) ref(encoder, place.after);
    if (place.before !== undefined) ref(encoder, place.before);
  } else if ("root" in place) {
    encoding.writeUint8(encoder, kind);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, place.root);
  } else {
    encoding.writeUint8(encoder, kind | (place.key === undefined ? 0 : 32));
    encoding.writeVarUint(encoder, 0);
    ref(encoder, place.under);
    if (place.key !== undefined) encoding.writeVarString(encoder, place.key);
  }
  content(encoder);
};

const type = (number: number): Write => (encoder) => encoding.writeVarUint(encoder, number);

/** One struct each, by what Yjs calls its content. */
export const structs = {
  gc: (length: number): Write => (encoder) => {
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, length);
  },
  skip: (length: number): Write => (encoder) => {
    encoding.writeUint8(encoder, 10);
    encoding.writeVarUint(encoder, length);
  },
  deleted: (place: Place, length: number) => item(1, place, (encoder) => encoding.writeVarUint(encoder, length)),
  json: (place: Place, texts: readonly string[]) =>
    item(2, place, (encoder) => {
      encoding.writeVarUint(encoder, texts.length);
      for (const text of texts) encoding.writeVarString(encoder, text);
    }),
  binary: (place: Place, bytes: Uint8Array) => item(3, place, (encoder) => encoding.writeVarUint8Array(encoder, bytes)),
  text: (place: Place, text: string) => item(4, place, (encoder) => encoding.writeVarString(encoder, text)),
  textBytes: (place: Place, bytes: Uint8Array) => item(4, place, (encoder) => encoding.writeVarUint8Array(encoder, bytes)),
  embed: (place: Place, json: string) => item(5, place, (encoder) => encoding.writeVarString(encoder, json)),
  format: (place: Place, key: string, json: string) =>
    item(6, place, (encoder) => {
      encoding.writeVarString(encoder, key);
      encoding.writeVarString(encoder, json);
    }),
  map: (place: Place) => item(7, place, type(1)),
  fragment: (place: Place) => item(7, place, type(4)),
  xmlText: (place: Place) => item(7, place, type(6)),
  element: (place: Place, name: string) =>
    item(7, place, (encoder) => {
      encoding.writeVarUint(encoder, 3);
      encoding.writeVarString(encoder, name);
    }),
  hook: (place: Place, name: string) =>
    item(7, place, (encoder) => {
      encoding.writeVarUint(encoder, 5);
      encoding.writeVarString(encoder, name);
    }),
  /** Values as lib0 writes them, already encoded. */
  any: (place: Place, values: readonly Uint8Array[]) =>
    item(8, place, (encoder) => {
      encoding.writeVarUint(encoder, values.length);
      for (const value of values) encoding.writeUint8Array(encoder, value);
    }),
  doc: (place: Place, guid: string) =>
    item(9, place, (encoder) => {
      encoding.writeVarString(encoder, guid);
      encoding.writeAny(encoder, {});
    }),
};

export const anyBytes = (value: unknown): Uint8Array => encoding.encode((encoder) => encoding.writeAny(encoder, value as never));

export function craftUpdate(clients: readonly CraftedClient[], deletes: readonly (readonly [client: number, ranges: readonly Ref[]])[] = []): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.length);
    for (const { client, from = 0, structs: all } of clients) {
      encoding.writeVarUint(encoder, all.length);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, from);
      for (const write of all) write(encoder);
    }
    encoding.writeVarUint(encoder, deletes.length);
    for (const [client, ranges] of deletes) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length);
      for (const range of ranges) ref(encoder, range);
    }
  });
}
