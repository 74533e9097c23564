// The row of a time zone, whose code comes when one is shown.
import { whenOpened } from "../../../ui/when-opened.tsx";

export const TimeZoneRow = whenOpened(async () => (await import("./time-zone-row.tsx")).TimeZoneRow);
