// Owns how a thing that acts looks. Invariant: a busy button keeps its width and its name, and cannot be pressed twice.
import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "normal" | "small";

const variants = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-hover",
  secondary: "bg-surface text-ink border-line-strong/55 hover:bg-hover",
  quiet: "bg-transparent text-ink-muted border-transparent hover:bg-hover hover:text-ink",
  danger: "bg-bad text-on-bad border-transparent hover:brightness-95",
} as const satisfies Record<ButtonVariant, string>;

/** The look of a button for an element that is not one: a link that reads as the main action of a page. */
export const buttonClass = (variant: ButtonVariant = "secondary", size: ButtonSize = "normal"): string =>
  classNames(
    "inline-flex items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none",
    "transition-colors duration-100 no-underline",
    "disabled:opacity-55 disabled:hover:bg-inherit aria-disabled:opacity-55",
    size === "small" ? "min-h-touch px-3 text-small desk:min-h-7 desk:px-2" : "min-h-control px-4 text-body desk:px-3",
    variants[variant],
  );

export type ButtonProps = Omit<ComponentProps<"button">, "className"> & {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly busy?: boolean | undefined;
  readonly wide?: boolean | undefined;
  /** Of a quiet button: its words line up with what stands above and below, not its edge. */
  readonly flush?: boolean | undefined;
  readonly children: ReactNode;
};

export const Button = ({ variant, size, icon: Icon, busy = false, wide = false, flush = false, disabled, children, type = "button", ...rest }: ButtonProps) => (
  <button
    {...rest}
    type={type}
    disabled={disabled === true || busy}
    aria-busy={busy || undefined}
    className={classNames(buttonClass(variant, size), wide && "w-full", flush && (size === "small" ? "-mx-3 desk:-mx-2" : "-mx-4 desk:-mx-3"))}
  >
    {busy ? <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" /> : Icon && <Icon aria-hidden className="size-4 shrink-0" />}
    {children}
  </button>
);
