// Initials of a person or a company. Decoration beside a name, so silent for screen readers unless it stands alone.
import { classNames } from "./class-names.ts";

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/u).filter((word) => word !== "");
  const first = words[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return `${[...first][0] ?? "?"}${[...last][0] ?? ""}`.toLocaleUpperCase();
};

const tints = ["bg-info-soft text-info-ink", "bg-ok-soft text-ok-ink", "bg-warn-soft text-warn-ink", "bg-accent-soft text-accent-ink", "bg-chip text-ink-muted"];
const tintOf = (name: string): string => {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return tints[sum % tints.length] ?? "";
};

export type AvatarProps = { readonly name: string; readonly size?: "small" | "normal" | "large" | undefined; readonly square?: boolean | undefined; readonly alone?: boolean | undefined };

const sizes = { small: "size-6 text-[0.625rem]", normal: "size-8 text-[0.75rem]", large: "size-12 text-heading" } as const;

export const Avatar = ({ name, size = "normal", square = false, alone = false }: AvatarProps) => (
  <span
    {...(alone ? { role: "img", "aria-label": name, title: name } : { "aria-hidden": true })}
    className={classNames("inline-flex shrink-0 items-center justify-center font-semibold select-none", square ? "rounded-control" : "rounded-pill", sizes[size], tintOf(name))}
  >
    {initials(name)}
  </span>
);
