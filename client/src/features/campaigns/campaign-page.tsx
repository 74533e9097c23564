// The address of one campaign: what is there once it is here, and what stands there where it is not.
import { useParams } from "@tanstack/react-router";
import { Megaphone } from "lucide-react";
import { useRecord } from "../../read/index.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { whenOpened } from "../../ui/when-opened.tsx";
import { words } from "./texts.ts";

const CampaignView = whenOpened(async () => (await import("./campaign-view.tsx")).CampaignView);

const CampaignPage = () => {
  const { id } = useParams({ strict: false });
  const { state, view } = useRecord(id ?? null);
  if (state === "loading") return <Page><PageHeader title={words.title} /><Skeleton lines={6} boxed /></Page>;
  if (view?.kind !== "campaign" || view.deleted) return <Page><EmptyState alone icon={Megaphone} title={words.missing}>{words.missingDetail}</EmptyState></Page>;
  return <CampaignView key={view.id} view={view} />;
};

export default CampaignPage;
