// The chance of an open deal with what it rests on, or why there is none to be told.
import type { WinChance } from "@outrider/shared/sales";
import { words } from "./texts.ts";

const said = words.chance;

export const ChanceNote = ({ chance }: { readonly chance: WinChance }) => (
  <div>
    <h3 className="flex items-baseline gap-2 text-body font-semibold">{said.title}{chance.known && <span className="figures text-page text-accent-ink">{said.of(chance.chance)}</span>}</h3>
    <p className="text-body text-ink-muted">{chance.known ? said.rests(chance.of, chance.base) : chance.why === "noSkill" ? said.noSkill(chance.of, chance.base ?? 0) : said.fewDeals(chance.of)}</p>
    {chance.known && chance.parts.length > 0 && (
      <details>
        <summary className="focus-inset inline-flex min-h-touch list-none items-center rounded-small text-small text-ink-muted underline decoration-dotted underline-offset-4 desk:min-h-6">{said.why}</summary>
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-s border-line ps-3 text-small">
          {chance.parts.map(({ feature, points }) => (
            <div key={feature} className="contents"><dt className="py-0.5">{said.feature(feature)}</dt><dd className="figures py-0.5 text-end text-ink-muted">{said.points(points)}</dd></div>
          ))}
        </dl>
      </details>
    )}
  </div>
);
