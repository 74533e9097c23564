// What is odd in the file and imported as it stands, each with how often and where first.
import type { Dirt } from "./core/dirt.ts";
import { text } from "./texts.ts";

const SHOWN = 60;

const sentence = ({ kind, column, value, suggestion = "" }: Dirt): string => {
  switch (kind) {
    case "blank": return text.dirt.blank(column);
    case "unlinked": return text.dirt.unlinked(column, value);
    case "several": return text.dirt.several(column, value);
    case "alike": return text.dirt.alike(column, value, suggestion);
    case "mine": return text.dirt.mine(column, value);
    case "unlisted": return text.dirt.unlisted(column, value);
  }
};

export const DirtList = ({ dirt }: { readonly dirt: readonly Dirt[] }) => {
  if (dirt.length === 0) return <p className="text-body text-ink-muted">{text.check.noDirt}</p>;
  return (
    <>
      <ul className="flex max-h-96 flex-col divide-y divide-line overflow-y-auto">
        {dirt.slice(0, SHOWN).map((each) => (
          <li key={`${each.kind} ${each.column} ${each.value}`} className="flex flex-wrap justify-between gap-x-4 py-1.5 text-small">
            <span className="text-ink wrap-break-word">{sentence(each)}</span>
            <span className="figures text-ink-muted">{text.dirt.where(each.count, each.line)}</span>
          </li>
        ))}
      </ul>
      {dirt.length > SHOWN && <p className="pt-2 text-small text-ink-muted">{text.check.more(dirt.length - SHOWN)}</p>}
    </>
  );
};
