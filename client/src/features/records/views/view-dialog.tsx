// Names a view and says who sees it: a new one of what is shown now, or one that is there.
import { useState } from "react";
import { useUser } from "../../../app/app-context.tsx";
import type { PageKind } from "../../../app/record-route.ts";
import { useMembers } from "../../../app/use-definitions.ts";
import { usePerform } from "../../../app/use-perform.ts";
import { teamName, useTeams } from "../../../app/use-teams.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Select } from "../../../ui/select.tsx";
import { SmallForm } from "../../../ui/small-form.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { type ViewShape, valuesOfShape } from "./list-view.ts";
import { viewWords } from "./texts.ts";
import type { Audience, SavedView } from "./use-views.ts";

const { views: texts } = viewWords;

export type ViewDialogProps = {
  readonly kind: PageKind;
  /** What a new one shows. */
  readonly shape: ViewShape;
  /** undefined: a new one. */
  readonly view: SavedView | undefined;
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
};

export const ViewDialog = ({ kind, shape, view, onMade, onClose }: ViewDialogProps) => {
  const user = useUser();
  const perform = usePerform();
  const { members } = useMembers();
  const { teams } = useTeams();
  const [name, setName] = useState(view?.name ?? "");
  const [pinned, setPinned] = useState(view?.pinned ?? true);
  const [audience, setAudience] = useState<Audience>(view?.audience ?? "me");
  const team = members.find(({ id }) => id === user?.id)?.team ?? "";
  const audiences = (["me", "team", "workspace"] as const).map((value) => ({
    value, label: value === "team" && team !== "" ? teamName(teams, team) : texts.audiences[value], disabled: value === "team" && team === "" && view?.audience !== "team",
  }));
  const save = async () => {
    const called = name.trim();
    if (called === "") return texts.needsName;
    // Whose team it is said to be for stays as it is where somebody else only renames it.
    const shared = view !== undefined && view.audience === audience ? {} : { audience, team: audience === "team" ? team : null };
    const values = { name: called, pinned, ...shared };
    if (view !== undefined) return (await perform({ name: "edit", args: { id: view.id, values } }, texts.updated(called))).reason;
    const made = await perform({ name: "create", args: { kind: "view", values: { ...values, ...valuesOfShape(shape), of: kind } } }, texts.made(called));
    if (made.reason === undefined && made.saved.records[0] !== undefined) onMade(made.saved.records[0]);
    return made.reason;
  };
  return (
    <SmallForm title={view === undefined ? texts.saveTitle : texts.editTitle} description={view === undefined ? texts.saveHint : undefined} saveLabel={texts.save} onSave={save} onClose={onClose}>
      <TextField label={texts.name} value={name} onChange={setName} maxLength={60} autoComplete="off" />
      <Select label={texts.audience} value={audience} options={audiences} hint={team === "" ? texts.noTeam : undefined} onChange={setAudience} />
      <Checkbox label={texts.pinned} hint={texts.pinnedHint} checked={pinned} onChange={setPinned} />
    </SmallForm>
  );
};
