// The frame of one step: its heading (which takes the focus when the step begins, so that a screen reader and the
// keyboard start there), its content, and the buttons back and on.
import { type ReactNode, useEffect, useRef } from "react";

export interface StepFrameProps { readonly heading: string; readonly children: ReactNode; readonly buttons?: ReactNode }

export const StepFrame = ({ heading, children, buttons }: StepFrameProps) => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="flex min-w-0 flex-col gap-4">
      <h2 ref={title} tabIndex={-1} className="text-heading font-semibold text-ink outline-none wrap-break-word">{heading}</h2>
      {children}
      {buttons !== undefined && <div className="sticky bottom-(--toasts) flex flex-wrap justify-end gap-2 border-t border-line bg-canvas py-3">{buttons}</div>}
    </section>
  );
};
