// How many pixels a rem is, for what must be measured before it is drawn.
export { pixelsPerRem } from "../platform/media-query.ts";
