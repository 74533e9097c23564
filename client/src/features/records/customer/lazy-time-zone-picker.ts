// What shows and chooses a time zone, whose code comes when it is first needed.
import { whenOpened } from "../../../ui/when-opened.tsx";

export const TimeZonePicker = whenOpened(async () => (await import("./time-zone-picker.tsx")).TimeZonePicker);
export const TimeZoneRow = whenOpened(async () => (await import("./time-zone-row.tsx")).TimeZoneRow);
