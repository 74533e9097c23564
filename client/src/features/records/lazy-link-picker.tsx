// The picker of a linked record, whose code comes when it is first opened.
import { lazyDialog } from "../../ui/lazy-dialog.tsx";

export const LinkPicker = lazyDialog(async () => (await import("./link-picker.tsx")).LinkPicker);
