// Why one contact is in a segment, or is not: the rule with what was found of them at each condition.
import type { Rule } from "@outrider/shared/schema";
import { UserRoundSearch } from "lucide-react";
import { useState } from "react";
import { LinkPicker } from "../../app/record-forms.ts";
import { RecordLink } from "../../app/record-link.tsx";
import { useSegment } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RuleOutline } from "./rule-outline.tsx";
import { words } from "./texts.ts";
import { useLooking } from "./use-preview.ts";
import type { Reading } from "./use-segment-reading.ts";

const said = words.why;
interface Chosen { readonly id: string; readonly title: string }

const Told = ({ rule, chosen, told }: { readonly rule: Rule; readonly chosen: Chosen; readonly told: Reading }) => {
  const looking = useLooking();
  const answer = useSegment({ rule, ...looking, sample: 0, contact: chosen.id });
  if (answer === undefined) return null;
  const { why, titles, share, complete } = answer;
  if (why === null) return share < 1 ? null : <p role="status" className="text-body text-ink-muted">{said.unknown}</p>;
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="text-body font-semibold wrap-anywhere">{why.holds ? said.in(chosen.title) : said.out(chosen.title)}</p>
      <RuleOutline rule={rule} why={why} told={{ fields: told.fields, names: { ...told.names, ...titles } }} />
      {!complete && <p className="text-small text-ink-muted">{said.part}</p>}
    </div>
  );
};

export const WhyPanel = ({ rule, told }: { readonly rule: Rule; readonly told: Reading }) => {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Chosen>();
  return (
    <Panel title={said.title}>
      <div className="flex flex-col items-start gap-3">
        {chosen === undefined ? <p className="text-body text-ink-muted">{said.hint}</p> : (
          <div className="w-full min-w-0">
            <RecordLink kind="contact" id={chosen.id} title={chosen.title} />
            <Told rule={rule} chosen={chosen} told={told} />
          </div>
        )}
        <Button icon={UserRoundSearch} aria-haspopup="dialog" onClick={() => setOpen(true)}>{chosen === undefined ? said.choose : said.another}</Button>
      </div>
      {open && (
        <LinkPicker
          open label={said.choose} title={said.choose} kinds={["contact"]} chosen={chosen === undefined ? [] : [chosen.id]} onClose={() => setOpen(false)}
          onPick={(picked) => {
            setOpen(false);
            if (picked !== null) setChosen(picked);
          }}
        />
      )}
    </Panel>
  );
};
