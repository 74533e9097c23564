// One device in the list: what it is, when it was last heard of, and what can be done with it.
import { LogOut, Monitor, Pencil, Smartphone, Tablet, type LucideIcon } from "lucide-react";
import { format } from "../../app/format.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import type { DeviceForm, DeviceView } from "./device-view.ts";
import { words } from "./texts.ts";

const icons = { phone: Smartphone, tablet: Tablet, computer: Monitor, unknown: Monitor } satisfies Record<DeviceForm, LucideIcon>;

export const nameOf = ({ name, browser, system }: DeviceView): string => (name === "" ? words.on(browser, system) : name);

const standing = ({ revokedAt, toldAt, signedIn, keepsData }: DeviceView): string | undefined => {
  if (revokedAt !== null) return toldAt === null ? words.notTold : words.told(format.moment(toldAt));
  if (!signedIn) return words.holdsData;
  return keepsData ? undefined : words.holdsNothing;
};

export interface DeviceRowProps {
  readonly device: DeviceView;
  readonly now: number;
  readonly onRename: () => void;
  readonly onSignOut: () => void;
}

export const DeviceRow = ({ device, now, onRename, onSignOut }: DeviceRowProps) => {
  const Icon = icons[device.form];
  const name = nameOf(device);
  const state = standing(device);
  const revoked = device.revokedAt !== null;
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line px-4 py-2.5 last:border-b-0">
      <Icon aria-hidden className={revoked ? "size-5 shrink-0 text-ink-faint" : "size-5 shrink-0 text-ink-muted"} strokeWidth={1.8} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-body font-medium">
          <span className={revoked ? "wrap-anywhere text-ink-muted" : "wrap-anywhere"}>{name}</span>
          {device.current && <Badge tone="ok">{words.current}</Badge>}
          {revoked && <Badge tone={device.toldAt === null ? "warn" : "neutral"}>{words.revoked}</Badge>}
          {!revoked && !device.signedIn && <Badge tone="warn">{words.signedOut}</Badge>}
        </span>
        {device.name !== "" && <span className="block text-small text-ink-muted">{words.on(device.browser, device.system)}</span>}
        <span className="block text-small text-ink-muted">{words.lastContact(format.ago(device.lastSeenAt, now))}</span>
        {state !== undefined && <span className="block text-small text-ink-muted">{state}</span>}
      </span>
      {!revoked && (
        <span className="flex shrink-0 items-center">
          {device.keepsData && <IconButton icon={Pencil} label={words.rename(name)} onClick={onRename} />}
          <span className="hidden desk:block"><Button size="small" onClick={onSignOut} aria-label={words.signOut(name)}>{words.signOutShort}</Button></span>
          <span className="desk:hidden"><IconButton icon={LogOut} label={words.signOut(name)} onClick={onSignOut} /></span>
        </span>
      )}
    </li>
  );
};
