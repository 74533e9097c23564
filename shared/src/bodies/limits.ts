// How large, deep and many things in a body may be. Invariant: nothing here is reached by a person who writes a note;
// each line is there because without it a few bytes cost a server or a reader dearly.
export const LIMITS = {
  /** Bytes of one update: a paste of some 30 pages. What is larger is pasted in parts. */
  updateBytes: 65_536,
  /** Bytes of a whole body: it travels in the feed and lies on every device that may see it. */
  bodyBytes: 131_072,
  /** Values within values of an attribute or a mark: whoever reads them recurses. */
  depth: 16,
  /** Elements and texts within elements: readers recurse, and 5,000 deep ends them with a RangeError. A list in a list takes two. */
  levels: 32,
  /** Client ids a body may have seen: each stays in its vector for ever. (When a note gets there: decision 18.) */
  clients: 4_096,
  /** New client ids in one update: a device has one for each time it opened the note while it was away. */
  freshClients: 64,
  /** Structs of one update: Yjs makes an object of each, and finding its place may walk the whole list. */
  structs: 4_096,
  /** Structs of others that Yjs may pass to find the places of one update's (see conflict-steps): ten people who each wrote 150 lines at one place offline come to 190,000 at worst. */
  updateSteps: 250_000,
  /** The same for opening a body: theirs came to 1,400. */
  bodySteps: 750_000,
  /** Ranges of deleted clocks in one update. */
  deleteRanges: 8_192,
  /** Clocks one update may move a client on: deleted text costs a few bytes whatever its length. */
  span: 1_048_576,
  /** The highest clock of a client: 2³⁰ key strokes. Beyond, sums of clocks leave the small integers. */
  clock: 1_073_741_824,
  /** Characters of the name of a node, a mark or an attribute. */
  name: 64,
  /** Values in one struct of attributes: one each, but deleted ones lie together where somebody may still undo. */
  values: 256,
  /** Bytes of one value of an attribute or mark: the longest is the address of a link. */
  valueBytes: 8_192,
  /** Things in one value of an attribute or mark, whatever its nesting. */
  valueParts: 512,
  /** Characters of the plain text of a body that are searched. */
  textLength: 65_536,
} as const satisfies Readonly<Record<string, number>>;
