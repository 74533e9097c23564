// Sample content for the gallery of components; nothing of it is data.
import { CircleUser, Mail, Phone, StickyNote } from "lucide-react";
import type { TimelineItem } from "../../ui/timeline.tsx";

export type SampleRow = { readonly id: string; readonly title: string; readonly company: string; readonly stage: string; readonly value: string; readonly close: string };

const companies = ["Northwind Timber", "Kestrel Logistics", "Halden Foods", "Brightwater Clinics", "Ostrava Steelworks and Sons International"];
const stages = ["Prospecting", "Proposal", "Negotiation", "Won"];

/** Row 30 and above are not loaded, to show their outline. */
export const sampleRow = (index: number): SampleRow | undefined =>
  index >= 30
    ? undefined
    : {
        id: `deal-${index}`,
        title: `${["Renewal", "Pilot", "Fleet extension", "Framework agreement for all regional depots"][index % 4] ?? ""} ${index + 1}`,
        company: companies[index % companies.length] ?? "",
        stage: stages[index % stages.length] ?? "",
        value: `€${(12_500 + index * 1_375).toLocaleString("en")}`,
        close: `${String((index % 28) + 1).padStart(2, "0")} Feb`,
      };

export const sampleTimeline: readonly TimelineItem[] = [
  { key: "1", icon: Phone, title: "Call, 12 minutes", when: "today, 10:42", at: "2026-11-21T10:42:00Z", by: "Ada King", body: "Wants the delivery plan before the board meets.\nAsked who else runs it in the region." },
  { key: "2", icon: Mail, title: "Email sent", when: "yesterday", at: "2026-11-20T09:00:00Z", by: "Ada King" },
  { key: "3", icon: StickyNote, title: "Stage: Proposal to Negotiation", when: "18 Nov", at: "2026-11-18T09:00:00Z", by: "Marco Sand" },
  { key: "4", icon: CircleUser, title: "Contact added", when: "2 Nov", at: "2026-11-02T09:00:00Z" },
];

export const stageOptions = stages.map((stage) => ({ value: stage.toLowerCase(), label: stage }));
