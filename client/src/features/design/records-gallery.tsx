// Lists and the parts of a record page.
import { ArrowLeft, CalendarArrowUp, Check, Pencil, Phone } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import type { Column, Sort } from "../../ui/column.ts";
import { DiffRow } from "../../ui/diff-row.tsx";
import { FieldRow } from "../../ui/field-row.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { KeyValue } from "../../ui/key-value.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SwipeLine } from "../../ui/swipe-line.tsx";
import { Stepper } from "../../ui/stepper.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { Timeline } from "../../ui/timeline.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { sampleRow, sampleTimeline, stageOptions, type SampleRow } from "./samples.ts";

const columns: readonly Column<SampleRow>[] = [
  { key: "title", header: "Deal", width: "minmax(0,2fr)", cell: (row) => row.title, sortable: true, phone: "title" },
  { key: "company", header: "Company", width: "minmax(0,1.4fr)", cell: (row) => row.company, phone: "detail" },
  { key: "stage", header: "Stage", width: "7rem", cell: (row) => <Badge tone={row.stage === "Won" ? "ok" : "neutral"}>{row.stage}</Badge> },
  { key: "value", header: "Value", width: "5rem", cell: (row) => row.value, align: "end", sortable: true, phone: "end" },
  { key: "close", header: "Close", width: "4rem", cell: (row) => row.close, phone: "detail" },
];

export const RecordsGallery = () => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState<Sort>({ key: "value", direction: "descending" });
  const [tab, setTab] = useState("timeline");
  const [name, setName] = useState("Fleet extension");
  const [stage, setStage] = useState("proposal");
  const save = (keep: (value: string) => void, refuse = false) => async (value: string) => {
    if (refuse) return "Only its owner may change this.";
    keep(value);
    return undefined;
  };
  return (
    <>
      <Panel title="List" flush>
        <div className="flex h-96 flex-col">
          <VirtualList label="Deals" columns={columns} count={100_000} rowAt={sampleRow} rowKey={(row) => row.id} hrefFor={(row) => `#${row.id}`} onOpen={() => undefined} sort={sort} onSort={setSort}
            choosing={{
              isChosen: (row) => chosen.has(row.id), label: (row) => `Choose ${row.title}`, onToggle: (row) => setChosen((before) => new Set(before.has(row.id) ? [...before].filter((id) => id !== row.id) : [...before, row.id])),
              all: { label: "Choose none", state: chosen.size === 0 ? "none" : "some", onToggle: () => setChosen(new Set()) },
            }} />
        </div>
      </Panel>
      <Panel>
        <PageHeader
          back={<IconButton icon={ArrowLeft} label="Back" />}
          lead={<Avatar name="Northwind Timber" square size="large" />}
          title={name}
          detail="Deal · Northwind Timber"
          actions={<><Button icon={Phone}>Log a call</Button><Button variant="primary" icon={Pencil}>Edit</Button></>}
        />
      </Panel>
      <Panel title="Fields of a record">
        <FieldRow label="Title" value={name} onSave={save(setName)} />
        <FieldRow label="Stage" kind="choice" options={stageOptions} value={stage} onSave={save(setStage)} note="Marco set Negotiation at 10:42, while you were offline." />
        <FieldRow label="Value" kind="number" value="12500" display="€12,500" onSave={save(() => undefined, true)} />
        <FieldRow label="Close date" kind="date" value="" onSave={save(() => undefined)} />
        <FieldRow label="Notes" kind="multiline" value={"Board decides in March.\nSend the plan before."} onSave={save(() => undefined)} />
        <FieldRow label="Owner" value="Marco Sand" lockedReason="Only a manager reassigns deals." />
      </Panel>
      <Panel title="Conflict">
        <DiffRow
          label="Two values for Stage"
          stands={{ heading: "Stands now", value: "Negotiation", by: "Marco Sand", when: "10:42" }}
          other={{ heading: "Proposed", value: "Lost", by: "you", when: "10:37, offline" }}
          keep={{ label: "Keep theirs", onDo: () => undefined }}
          take={{ label: "Take mine", onDo: () => undefined }}
        />
      </Panel>
      <Panel title="Tabs, timeline, facts">
        <Tabs
          label="Record"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: "timeline", label: "Timeline", count: sampleTimeline.length, content: <Timeline label="Timeline" items={sampleTimeline} /> },
            { id: "facts", label: "Facts", content: <KeyValue facts={[{ key: "created", label: "Created", value: "2 Nov 2026" }, { key: "id", label: "Number", value: "D-004211" }]} /> },
          ]}
        />
      </Panel>
      <Panel title="A line that is swiped" flush>
        <SwipeLine className="flex min-h-14 items-center px-4" onward={{ label: "Done", icon: Check, tone: "ok", run: () => undefined }} back={{ label: "Tomorrow", icon: CalendarArrowUp, tone: "info", run: () => undefined }}>Call Ida</SwipeLine>
      </Panel>
      <Panel title="Steps"><Stepper label="Import" steps={["File", "Columns", "Check", "Import"]} current={1} /></Panel>
    </>
  );
};
