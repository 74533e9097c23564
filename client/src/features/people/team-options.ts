// The teams to choose from, by their keys; the one that stands is among them whatever became of it.
import { teamName, type TeamView } from "../../app/use-teams.ts";
import type { Option } from "../../ui/select.tsx";
import { words } from "./texts.ts";

export const teamOptions = (teams: readonly TeamView[], standing: string): readonly Option[] => {
  const used = teams.filter(({ key, archived }) => !archived || key === standing).map(({ key, name }) => ({ value: key, label: name }));
  return [{ value: "", label: words.noTeam }, ...used, ...(standing === "" || used.some(({ value }) => value === standing) ? [] : [{ value: standing, label: teamName(teams, standing) }])];
};
