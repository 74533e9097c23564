// A button that shows only a picture. Invariant: it always has a name, and is 44 px for a thumb.
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const tones = {
  quiet: "text-ink-muted hover:bg-hover hover:text-ink",
  danger: "text-bad-ink hover:bg-hover",
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
} as const;

export type IconButtonProps = Omit<ComponentProps<"button">, "className" | "children" | "aria-label"> & {
  readonly icon: LucideIcon;
  readonly label: string;
  /** `primary`: the one thing that is done here most, where there is no room for its word. */
  readonly tone?: keyof typeof tones | undefined;
};

export const IconButton = ({ icon: Icon, label, tone = "quiet", type = "button", ...rest }: IconButtonProps) => (
  <button
    {...rest}
    type={type}
    aria-label={label}
    title={label}
    className={classNames(
      "inline-flex size-touch shrink-0 items-center justify-center rounded-control transition-colors duration-100 desk:size-control",
      "disabled:opacity-55",
      tones[tone],
    )}
  >
    <Icon aria-hidden className="size-5 desk:size-4.5" />
  </button>
);
