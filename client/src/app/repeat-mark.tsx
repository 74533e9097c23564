// The sign of a task that comes again. It says by which rule only where there is room: see `repeatWords`.
import type { Row } from "@outrider/shared/projection";
import { Repeat } from "lucide-react";
import { text } from "./text.ts";

export const RepeatMark = ({ row }: { readonly row: Row }) => {
  const rule = row.values["repeat"];
  if (typeof rule !== "string" || rule === "") return null;
  return (
    <span title={text.record.repeats} className="shrink-0 text-ink-muted">
      <Repeat aria-hidden className="size-4" strokeWidth={1.8} />
      <span className="sr-only">{text.record.repeats}</span>
    </span>
  );
};
