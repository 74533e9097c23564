// The devices of a person, asked of the server, which alone knows them; asked again whenever the person comes back.
import { useCallback } from "react";
import { type Asked, useAsked } from "../../app/use-asked.ts";
import { devicesOf, type DeviceView } from "./device-view.ts";

interface Devices extends Omit<Asked<unknown>, "value"> {
  /** undefined until known. */
  readonly devices: readonly DeviceView[] | undefined;
  /** The address of one of them, or of all. */
  readonly pathOf: (id?: string) => string;
}

/** user: whose; undefined: one's own. */
export function useDevices(user: string | undefined): Devices {
  const pathOf = useCallback((id?: string) => `/api/devices${id === undefined ? "" : `/${encodeURIComponent(id)}`}${user === undefined ? "" : `?user=${encodeURIComponent(user)}`}`, [user]);
  const { value: devices, ...asked } = useAsked(pathOf(), devicesOf);
  return { devices, ...asked, pathOf };
}
