export { createSegments } from "./open-segments.ts";
export type { SegmentLook, SegmentRefusal, Segments } from "./segments-port.ts";
