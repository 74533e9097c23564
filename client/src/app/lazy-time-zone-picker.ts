// The picker of a time zone, whose code comes when it is first opened.
import { whenOpened } from "../ui/when-opened.tsx";

export const TimeZonePicker = whenOpened(async () => (await import("./time-zone-picker.tsx")).TimeZonePicker);
