export { createSegments } from "./open-segments.ts";
export { type SegmentLook, type SegmentPage, type SegmentPreview, type SegmentRefusal, SegmentFault, type Segments } from "./segments-port.ts";
