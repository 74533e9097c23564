// The frame of a page inside the shell. A filling page takes the height of the window and scrolls inside (lists);
// a flowing page scrolls as a whole, with lines no longer than one reads well.
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type PageProps = { readonly fill?: boolean | undefined; readonly narrow?: boolean | undefined; readonly children: ReactNode };

export const Page = ({ fill = false, narrow = false, children }: PageProps) => (
  <div
    className={classNames(
      "safe-x mx-auto flex w-full flex-col gap-4 pt-4 desk:px-6 desk:pt-5",
      fill ? "h-full min-h-0 max-w-none" : "pb-[calc(2.5rem+var(--toasts))]",
      !fill && (narrow ? "max-w-2xl" : "max-w-6xl"),
    )}
  >
    {children}
  </div>
);
