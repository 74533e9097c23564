// Owns the short messages that come and go. Invariant: at most three at once; none goes while it is pointed at or
// holds the focus; one with an undo stays longer; what lies below can be scrolled clear of them, and what holds the
// focus is. Knows nothing of what is undone.
import { X } from "lucide-react";
import { createContext, use, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { useUiLabels } from "./ui-labels.tsx";

export type Toast = { readonly message: string; readonly tone?: "plain" | "bad" | undefined; readonly onUndo?: (() => void) | undefined; /** Takes the place of an earlier one about the same. */ readonly about?: string | undefined };
type Shown = Toast & { readonly key: number };

const LASTS_MS = 6_000;
const LASTS_WITH_UNDO_MS = 12_000;
const AT_ONCE = 3;
/** Between the messages and what lies below them, with the room they keep from the bar. */
const CLEAR_PX = 40;

const ToastContext = createContext<((toast: Toast) => void) | undefined>(undefined);

/** Gives the function that shows a message. */
export const useToast = (): ((toast: Toast) => void) => {
  const show = use(ToastContext);
  if (show === undefined) throw new Error("ToastProvider is missing");
  return show;
};

const ToastCard = ({ toast, onGone }: { readonly toast: Shown; readonly onGone: (key: number) => void }) => {
  const labels = useUiLabels();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onGone(toast.key), toast.onUndo === undefined ? LASTS_MS : LASTS_WITH_UNDO_MS);
    return () => clearTimeout(timer);
  }, [held, onGone, toast]);
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={`pointer-events-auto flex w-full animate-rise items-center gap-2 rounded-card border bg-raised py-1 pe-1 ps-4 text-body text-ink shadow-high ${toast.tone === "bad" ? "border-bad" : "border-line"}`}
    >
      <span className="min-w-0 flex-1 py-1.5 wrap-break-word">{toast.message}</span>
      {toast.onUndo !== undefined && (
        <Button
          variant="quiet"
          onClick={() => {
            toast.onUndo?.();
            onGone(toast.key);
          }}
        >
          <span className="text-accent">{labels.undo}</span>
        </Button>
      )}
      <IconButton icon={X} label={labels.dismiss} onClick={() => onGone(toast.key)} />
    </li>
  );
};

export const ToastProvider = ({ children }: { readonly children: ReactNode }) => {
  const labels = useUiLabels();
  const next = useRef(0);
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const gone = useCallback((key: number) => setShown((all) => all.filter((toast) => toast.key !== key)), []);
  const show = useCallback((toast: Toast) => {
    next.current += 1;
    const key = next.current;
    setShown((all) => [...all.filter((one) => toast.about === undefined || one.about !== toast.about), { ...toast, key }].slice(-AT_ONCE));
  }, []);
  const stack = useRef<HTMLUListElement>(null);
  // Pages end lower and scroll further by --toasts, see Page and the shell.
  const covering = useRef(false);
  useLayoutEffect(() => {
    // Measuring lays the whole page out: a start, which has none, does without it.
    if (shown.length === 0 && !covering.current) return;
    covering.current = shown.length > 0;
    const height = stack.current?.offsetHeight ?? 0;
    document.documentElement.style.setProperty("--toasts", height === 0 ? "0px" : `${height + CLEAR_PX}px`);
    if (height > 0) document.activeElement?.scrollIntoView({ block: "nearest" });
  }, [shown]);
  const list = useMemo(() => shown.map((toast) => <ToastCard key={toast.key} toast={toast} onGone={gone} />), [shown, gone]);
  return (
    <ToastContext value={show}>
      {children}
      <section aria-label={labels.notifications} aria-live="polite" className="safe-bottom pointer-events-none fixed inset-x-0 bottom-20 z-40 mx-auto w-full max-w-md px-4 desk:bottom-4">
        <ul ref={stack} className="flex flex-col gap-2">{list}</ul>
      </section>
    </ToastContext>
  );
};
