// Asks before a campaign begins: to how many it goes, who is left out and why, and when. What the device can count it counts;
// the server, which knows more, leaves out more.
import { useMemo } from "react";
import { useCustomFields } from "../../app/custom-fields.ts";
import { format } from "../../app/format.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useUiLabels } from "../../ui/ui-labels.tsx";
import { lackRule, NO_ADDRESS, REFUSED } from "./audience-rules.ts";
import { words } from "./texts.ts";
import { type AudienceOf, useAudience } from "./use-audience.ts";

const said = words.run;
const NO_SEGMENT: AudienceOf = { segment: "", rule: null };

interface StartProps { readonly name: string; /** Subject and message. */ readonly texts: readonly string[]; readonly of: AudienceOf; /** ms; null: at once. */ readonly startsAt: number | null; readonly theirTime: boolean; readonly busy: boolean; readonly onStart: () => void; readonly onClose: () => void }

export const StartDialog = ({ name, texts, of, startsAt, theirTime, busy, onStart, onClose }: StartProps) => {
  const labels = useUiLabels();
  const { total = 0, complete } = useAudience(of);
  const noAddress = useAudience(of, NO_ADDRESS).total ?? 0;
  const refused = useAudience(of, REFUSED).total ?? 0;
  const custom = useCustomFields("contact");
  const lacks = useMemo(() => lackRule(texts, custom), [texts, custom]);
  const lacking = useAudience(lacks === null ? NO_SEGMENT : of, lacks).total ?? 0;
  const left = [...(noAddress > 0 ? [said.noAddress(noAddress)] : []), ...(refused > 0 ? [said.refused(refused)] : []), ...(lacking > 0 ? [said.lacking(lacking)] : [])];
  const when = startsAt === null ? said.now : theirTime ? said.theirs(format.moment(startsAt)) : said.at(format.moment(startsAt));
  return (
    <Dialog
      open onClose={onClose} title={said.startTitle(name)}
      footer={<><Button onClick={onClose}>{labels.cancel}</Button><Button variant="primary" busy={busy} onClick={onStart}>{said.start}</Button></>}
    >
      <div className="flex flex-col gap-3 pb-2 text-body">
        <p className="font-semibold">{complete ? said.reach(total) : said.reachPart(total)}</p>
        <p>{when}</p>
        {left.length > 0 && (
          <div>
            <p className="font-medium">{said.leftOut}</p>
            <ul className="list-disc ps-5">{left.map((line) => <li key={line}>{line}</li>)}</ul>
          </div>
        )}
        <p className="text-small text-ink-muted">{said.serverToo}</p>
        <p className="text-small text-ink-muted">{said.frozen}</p>
      </div>
    </Dialog>
  );
};
