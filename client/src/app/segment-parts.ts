// Segments on pages that are not theirs, which come when such a page is drawn.
import { whenOpened } from "../ui/when-opened.tsx";

export const SegmentsPanel = whenOpened(async () => (await import("../features/segments/segments-panel.tsx")).SegmentsPanel);
