// What the values of a filter are chosen among: members, stages and teams of the workspace, by their names.
import { useMemo } from "react";
import { useMembers, useStages } from "../use-definitions.ts";
import { teamName, useTeams } from "../use-teams.ts";
import type { Option } from "../../ui/select.tsx";
import { choiceWord } from "../show-value.ts";
import { text } from "../text.ts";
import type { RuleField } from "./rule-fields.ts";
import { ME } from "./rule-tree.ts";
import type { Names } from "./rule-words.ts";
import { ruleWords } from "./texts.ts";

export interface Choices {
  readonly names: Names;
  /** What a field offers; undefined where it is typed. */
  readonly optionsOf: (field: RuleField) => readonly Option[] | undefined;
}

export function useChoices(): Choices {
  const { members } = useMembers();
  const stages = useStages();
  const { teams } = useTeams();
  return useMemo(() => {
    const names = Object.fromEntries([...members, ...stages].map(({ id, name }) => [id, name]).concat(teams.map(({ key }) => [key, teamName(teams, key)])));
    const optionsOf = ({ of, field }: RuleField): readonly Option[] | undefined => {
      switch (of) {
        case "member":
          return [{ value: ME, label: ruleWords.me }, ...members.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))];
        case "stage":
          return stages.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }));
        case "team":
          return teams.map(({ key, name }) => ({ value: key, label: name }));
        case "choice":
          return (field?.choices ?? []).map((choice) => ({ value: choice, label: field === undefined ? choice : choiceWord(field, choice) }));
        case "flag":
          return [{ value: "yes", label: text.record.yes }, { value: "no", label: text.record.no }];
        default:
          return undefined;
      }
    };
    return { names, optionsOf };
  }, [members, stages, teams]);
}
