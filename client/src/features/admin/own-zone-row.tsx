// By whose clocks a person goes: of the device at hand, or of one time zone on all devices. It works offline.
import { useState } from "react";
import { localZone } from "../../app/format.ts";
import { TimeZonePicker } from "../../app/lazy-time-zone-picker.ts";
import { zoneWords } from "../../app/time-zones.ts";
import { zoneTexts } from "../../app/time-zone-texts.ts";
import { useMembers } from "../../app/use-definitions.ts";
import { useNow } from "../../app/use-now.ts";
import { usePerform } from "../../app/use-perform.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

const said = words.profile;

export const OwnZoneRow = ({ me }: { readonly me: string }) => {
  const { members } = useMembers();
  const perform = usePerform();
  const toast = useToast();
  const now = useNow();
  const [picking, setPicking] = useState(false);
  const mine = members.find(({ id }) => id === me);
  const zone = mine?.timeZone ?? "";
  const pick = async (picked: string) => {
    setPicking(false);
    if (picked === zone) return;
    const { reason } = await perform({ name: "edit", args: { id: me, values: { timeZone: picked === "" ? null : picked } } }, said.zoneSaved);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-small font-medium text-ink-muted">{said.zone}</p>
        <p className="text-body wrap-anywhere">{zone === "" ? said.zoneOfDevice(zoneWords(localZone(), now)) : zoneWords(zone, now)}</p>
        <p className="text-small text-ink-muted">{said.zoneHint}</p>
      </div>
      <Button disabled={mine === undefined} onClick={() => setPicking(true)}>{zoneTexts.change}</Button>
      {picking && <TimeZonePicker chosen={zone} none={said.zoneAsDevice} onPick={(picked) => void pick(picked)} onClose={() => setPicking(false)} />}
    </div>
  );
};
