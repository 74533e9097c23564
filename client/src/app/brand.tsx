// The mark and the name.
import { text } from "./text.ts";

export const Brand = ({ large = false }: { readonly large?: boolean | undefined }) => (
  <span className="inline-flex items-center gap-2.5 font-semibold tracking-tight text-ink">
    <img src="/icons/mark.svg" alt="" width={large ? 40 : 26} height={large ? 40 : 26} />
    <span className={large ? "text-page" : "text-heading"}>{text.product}</span>
  </span>
);
