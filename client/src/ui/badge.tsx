// A short word about the state of a thing. Colour is never the only sign: the word says it.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { toneSoft, type Tone } from "./tone.ts";

export type BadgeProps = { readonly tone?: Tone | undefined; readonly icon?: LucideIcon | undefined; readonly children: ReactNode };

export const Badge = ({ tone = "neutral", icon: Icon, children }: BadgeProps) => (
  <span className={classNames("inline-flex max-w-full items-center gap-1 rounded-pill px-2 py-0.5 text-caption font-medium whitespace-nowrap", toneSoft[tone])}>
    {Icon !== undefined && <Icon aria-hidden className="size-3 shrink-0" />}
    <span className="truncate">{children}</span>
  </span>
);
