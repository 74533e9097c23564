// By whom campaigns are delivered; where nothing goes out, that is said before all else.
import { useUser } from "../../app/app-context.tsx";
import { useAsked } from "../../app/use-asked.ts";
import { Banner } from "../../ui/banner.tsx";
import { deliveryOf } from "./campaign-wire.ts";
import { words } from "./texts.ts";

const said = words.run;

export const VendorNote = () => {
  const workspace = useUser()?.workspaceId ?? "";
  const { value } = useAsked(`/api/delivery/vendor?workspace=${encodeURIComponent(workspace)}`, deliveryOf);
  if (value === undefined) return null;
  if (value.vendor === "") return <Banner kind="warning" title={said.noVendor}>{said.noVendorDetail}</Banner>;
  return value.simulated ? <Banner kind="info" title={said.simulated}>{said.simulatedDetail}</Banner> : <p className="text-small text-ink-muted">{said.by[value.vendor] ?? value.vendor}</p>;
};
