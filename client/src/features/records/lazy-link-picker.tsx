// The picker of a linked record, whose code comes when it is first opened.
import { whenOpened } from "../../ui/when-opened.tsx";

export const LinkPicker = whenOpened(async () => (await import("./link-picker.tsx")).LinkPicker);
