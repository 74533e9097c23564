// "This may be there already": records that are like the one that is being typed, or that was just edited, with why and
// the way to each. It says so and hinders nothing.
import type { Sketch } from "@outrider/shared/search";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { hasPage, recordRoutes, type PageKind } from "../../app/record-route.ts";
import { reasonsIn, words } from "../../app/twin-texts.ts";
import { useAlike, type RecordPage } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import type { Typed } from "./draft.ts";
import { fieldFor } from "./kinds.ts";
import { splitElements } from "../../app/typed-parts.ts";

const REST_MS = 250;

/** What a form says so far, as it is compared with records. */
function sketchOf(kind: PageKind, typed: Typed): Sketch {
  const entries = Object.entries(typed).map(([name, value]) => ({ name, value, many: fieldFor(kind, name).many }));
  return {
    kind, values: Object.fromEntries(entries.filter(({ many }) => !many).map(({ name, value }) => [name, value])),
    sets: Object.fromEntries(entries.filter(({ many }) => many).map(({ name, value }) => [name, splitElements(value)])),
  };
}

/** While something is typed; `onOpen` is called before another record is gone to. */
export const TypedTwins = ({ kind, typed, onOpen }: { readonly kind: PageKind; readonly typed: Typed; readonly onOpen: () => void }) => {
  const said = JSON.stringify(sketchOf(kind, typed));
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(said), REST_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const alike = useAlike(rested === undefined ? null : { sketch: JSON.parse(rested) as Sketch });
  return <Found alike={alike} onOpen={onOpen} />;
};

/** On the page of a record that this person has just edited. */
export const EditedTwins = ({ view, kind }: { readonly view: RecordPage; readonly kind: PageKind }) => {
  const alike = useAlike({ sketch: { kind, values: view.values, sets: view.sets }, id: view.id });
  return <Found alike={alike} of={view} />;
};

const Found = ({ alike, of, onOpen }: { readonly alike: ReturnType<typeof useAlike>; readonly of?: RecordPage; readonly onOpen?: () => void }) => {
  if (alike === undefined || alike.found.length === 0) return null;
  return (
    <Banner kind="info" title={words.hint}>
      <ul className="flex flex-col">
        {alike.found.map(({ row, reasons }) => hasPage(row.kind) && (
          <li key={row.id} className="flex min-h-touch flex-wrap items-center gap-x-3 gap-y-1 py-0.5">
            <span className="min-w-0 flex-1 basis-40"><span className="font-medium">{row.title}</span> <span className="text-small text-ink-muted">{words.hintOf(words.kinds[row.kind], reasonsIn(reasons))}</span></span>
            {of?.kind === row.kind && of.may.edit && <Link to="/duplicates" search={{ kind: row.kind, one: of.id, other: row.id }} className={buttonClass("quiet", "small")}>{words.compare}</Link>}
            <Link to={recordRoutes[row.kind]} params={{ id: row.id }} onClick={onOpen} className={buttonClass("secondary", "small")}>{words.open}</Link>
          </li>
        ))}
      </ul>
    </Banner>
  );
};
