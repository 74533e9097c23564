export { createSegments } from "./open-segments.ts";
export { openSegmentMoves } from "./segment-moves.ts";
export type { SegmentLook, SegmentRefusal, Segments } from "./segments-port.ts";
