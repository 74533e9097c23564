// Owns what lies over the page: a dialog, a sheet from the side, or the whole of it; on a phone both rise from the bottom.
// The browser's own <dialog>: it keeps focus inside, gives it back and closes on Escape, and needs no style
// injected at run time. Invariant: open follows the prop; every way out calls onClose once.
import { X } from "lucide-react";
import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string | undefined;
  readonly shape?: "dialog" | "sheet" | "full" | undefined;
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
};

const shapes = {
  dialog: "desk:m-auto desk:max-w-lg desk:rounded-card",
  sheet: "desk:me-0 desk:ms-auto desk:h-dvh desk:max-h-none desk:max-w-md desk:rounded-none",
  full: "h-dvh max-h-none! rounded-none!",
} as const;

export const Dialog = ({ open, onClose, title, description, shape = "dialog", footer, children }: DialogProps) => {
  const labels = useUiLabels();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const away = useRef(false);
  // A page that is hidden for a while and seen again opens it again.
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  // Removed or hidden while it is open, it would keep the focus it was to give back.
  useLayoutEffect(() => {
    const element = ref.current;
    away.current = false;
    return () => {
      away.current = true;
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        // It may have been opened again since; and where its page is going it was not the person who closed it.
        if (open && !event.currentTarget.open && !away.current) onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={classNames(
        "fixed inset-x-0 mt-auto mb-0 max-h-[92dvh] w-full max-w-none flex-col overflow-hidden rounded-t-card border-0 bg-raised p-0 text-ink shadow-high",
        "backdrop:bg-scrim open:flex open:animate-rise",
        shapes[shape],
      )}
    >
      {open && (
        <>
          <header className="px-4 pt-4 pe-14 pb-2 desk:px-5">
            <h2 id={`${id}-title`} className="text-page font-semibold">{title}</h2>
            {description !== undefined && <p id={`${id}-description`} className="mt-1 text-body text-ink-muted">{description}</p>}
          </header>
          <div className="min-h-0 flex-auto overflow-y-auto overscroll-contain px-4 py-2 desk:px-5">{children}</div>
          {footer !== undefined && (
            <footer className="safe-bottom border-t border-line">
              <div className="flex flex-wrap justify-end gap-2 px-4 py-3 desk:px-5">{footer}</div>
            </footer>
          )}
          {/* Last in order, so that opening lands on the first field. */}
          <div className="absolute top-2 end-2 desk:top-3 desk:end-3">
            <IconButton icon={X} label={labels.close} onClick={onClose} />
          </div>
        </>
      )}
    </dialog>
  );
};
