// A button that shows only a picture. Invariant: it always has a name, and is 44 px for a thumb.
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type IconButtonProps = Omit<ComponentProps<"button">, "className" | "children" | "aria-label"> & {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly tone?: "quiet" | "danger" | undefined;
};

export const IconButton = ({ icon: Icon, label, tone = "quiet", type = "button", ...rest }: IconButtonProps) => (
  <button
    {...rest}
    type={type}
    aria-label={label}
    title={label}
    className={classNames(
      "inline-flex size-touch shrink-0 items-center justify-center rounded-control transition-colors duration-100 desk:size-control",
      "hover:bg-hover disabled:opacity-55",
      tone === "danger" ? "text-bad-ink" : "text-ink-muted hover:text-ink",
    )}
  >
    <Icon aria-hidden className="size-5 desk:size-4.5" />
  </button>
);
