// The campaigns that something rests on, by name.
import { Link } from "@tanstack/react-router";
import { useRecord } from "../../read/index.ts";
import { words } from "./texts.ts";

const Named = ({ id }: { readonly id: string }) => {
  const { view } = useRecord(id);
  return <Link to="/campaigns/$id" params={{ id }} className="inline-block py-[0.8125rem] text-accent-ink underline-offset-2 hover:underline desk:py-0">{view?.title ?? words.missing}</Link>;
};

const MOST = 5;

export const CampaignLinks = ({ label, ids }: { readonly label: string; readonly ids: readonly string[] }) => (
  <p className="text-small text-ink-muted">{label} {ids.slice(0, MOST).map((id, at) => <span key={id}>{at > 0 && ", "}<Named id={id} /></span>)}{ids.length > MOST && " …"}</p>
);
