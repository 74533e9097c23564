// Buttons and fields in each of their states.
import { Archive, Download, Ellipsis, ListFilter, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { FileDrop } from "../../ui/file-drop.tsx";
import { FileButton } from "../../ui/file-button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { IconSelect } from "../../ui/icon-select.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { stageOptions } from "./samples.ts";

export const ControlsGallery = () => {
  const [value, setValue] = useState("Northwind Timber");
  const [stage, setStage] = useState("proposal");
  const [view, setView] = useState<"list" | "board">("list");
  const [checked, setChecked] = useState(true);
  const [query, setQuery] = useState("");
  const [file, setFile] = useState<string>();
  const noop = () => undefined;
  return (
    <>
      <Panel title="Buttons">
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" icon={Plus}>Primary</Button>
            <Button icon={Download}>Secondary</Button>
            <Button variant="quiet">Quiet</Button>
            <Button variant="danger" icon={Trash2}>Danger</Button>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" disabled>Disabled</Button>
            <Button variant="primary" busy>Busy</Button>
            <Button busy>Busy</Button>
            <Button size="small">Small</Button>
            <Button size="small" variant="primary">Small</Button>
          </div>
          <div className="flex flex-wrap items-center gap-1">
            <IconButton icon={Pencil} label="Edit" />
            <FileButton icon={Plus} label="Add a file" onFiles={() => undefined} />
            <IconButton icon={Trash2} label="Delete" tone="danger" />
            <IconButton icon={Plus} label="New" tone="primary" />
            <IconButton icon={Archive} label="Archive" disabled />
            <Menu
              label="Actions"
              trigger={<IconButton icon={Ellipsis} label="Actions" />}
              items={[
                { id: "edit", label: "Edit", icon: Pencil, onSelect: noop },
                { id: "archive", label: "Archive", icon: Archive, disabled: true, onSelect: noop },
                { id: "delete", label: "Delete", icon: Trash2, tone: "danger", divided: true, onSelect: noop },
              ]}
            />
          </div>
        </div>
      </Panel>
      <Panel title="Fields">
        <div className="flex flex-col gap-4">
          <SearchBox label="Search" placeholder="Search deals, people, companies" shortcut="Ctrl K" value={query} onChange={setQuery} />
          <TextField label="Company" value={value} onChange={setValue} hint="As it stands on the contract." />
          <TextField label="Email" type="email" optional value="ada@" onChange={noop} error="This is not an email address." />
          <TextField label="Password" type="password" value="correct horse" onChange={noop} />
          <TextField label="Number of order" value="" placeholder="e.g. 2026-0117" onChange={noop} disabled />
          <Select label="Stage" options={stageOptions} value={stage} onChange={setStage} />
          <Select label="Source" options={stageOptions} value="" placeholder="Choose one" onChange={noop} error="Source is needed." />
          <div className="flex gap-2">
            <IconSelect icon={ListFilter} label="Stage of those shown" options={stageOptions} value={stage} onChange={setStage} />
            <IconSelect icon={ListFilter} label="Stage chosen" options={stageOptions} value={stage} active onChange={setStage} />
          </div>
          <TextArea label="Notes" value={"Prefers to be called in the morning.\nBoard decides in March."} onChange={noop} />
          <Checkbox label="Share with the team" hint="Everyone in your team can see it." checked={checked} onChange={setChecked} />
          <Checkbox label="Locked" checked={false} disabled onChange={noop} />
          <Segmented label="View" segments={[{ value: "list", label: "List" }, { value: "board", label: "Board" }]} value={view} onChange={setView} />
        </div>
      </Panel>
      <Panel title="File drop">
        <div className="flex flex-col gap-4">
          <FileDrop label="Drop a CSV file here" hint={file ?? "HubSpot, Salesforce and Pipedrive exports, or any other."} accept=".csv" onFiles={(files) => setFile(files[0]?.name)} />
          <FileDrop label="Drop a CSV file here" error="report.pdf is not a CSV file." onFiles={noop} />
        </div>
      </Panel>
    </>
  );
};
