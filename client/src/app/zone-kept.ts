/** Where the browser keeps the name of the time zone that its person goes by. */
export const ZONE_KEPT = "outrider.zone";
