// A small round sign of somebody who is here now, in their colour, beside their name.
import { classNames } from "./class-names.ts";

const grounds = { a: "bg-(--person-a)", b: "bg-(--person-b)", c: "bg-(--person-c)", d: "bg-(--person-d)", e: "bg-(--person-e)", f: "bg-(--person-f)" } as const;

export type PersonTone = keyof typeof grounds;

export const PersonSign = ({ name, tone }: { readonly name: string; readonly tone: PersonTone }) => (
  <span aria-hidden className={classNames("inline-flex size-5 shrink-0 items-center justify-center rounded-pill text-[0.6875rem] font-semibold text-(--on-person) select-none", grounds[tone])}>
    {[...name.trim()][0]?.toLocaleUpperCase() ?? "?"}
  </span>
);
