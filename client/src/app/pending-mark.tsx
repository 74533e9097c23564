// The mark of a value that is saved on this device and not yet on the server.
import { CloudUpload } from "lucide-react";
import { text } from "./text.ts";

export const PendingMark = () => (
  <span title={text.record.pending} className="ms-1.5 inline-flex align-text-bottom">
    <CloudUpload aria-hidden className="size-3.5 text-info-ink" />
    <span className="sr-only"> {text.record.pending}</span>
  </span>
);
