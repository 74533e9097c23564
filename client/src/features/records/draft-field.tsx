// One field of a form for a new record, with the control that suits its type. Links are chosen by the form's picker.
import { LEAD_STATUS, type Field } from "@outrider/shared/schema";
import { ChevronsUpDown } from "lucide-react";
import { choiceWord } from "../../app/show-value.ts";
import { text } from "../../app/text.ts";
import { classNames } from "../../ui/class-names.ts";
import { controlClass, Field as Labelled } from "../../ui/field.tsx";
import { Select, type Option } from "../../ui/select.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { mayMention } from "./mentions/mention.ts";
import { MentionArea } from "./mentions/mention-area.tsx";
import { words } from "./texts.ts";

export type DraftFieldProps = {
  readonly name: string;
  readonly field: Field;
  readonly value: string;
  readonly error: string | undefined;
  /** What a link shows. */
  readonly title: string;
  /** Choices of a link that has few, such as the stage. */
  readonly options?: readonly Option[] | undefined;
  readonly onChange: (value: string) => void;
  readonly onPick: () => void;
};

const inputs = { email: "email", phone: "tel", url: "url", date: "date" } as const;
const modes = { number: "decimal", money: "decimal", url: "url" } as const;

export const DraftField = ({ name, field, value, error, title, options, onChange, onPick }: DraftFieldProps) => {
  const about = { label: field.label, error, optional: !field.required, name, value, onChange };
  if (options !== undefined) return <Select {...about} options={field.required ? options : [{ value: "", label: text.ui.notSet }, ...options]} />;
  if (field.type === "choice") return <Select {...about} options={[{ value: "", label: text.ui.notSet }, ...(field.choices.length > 0 || field.verbatim ? field.choices : LEAD_STATUS).map((choice) => ({ value: choice, label: choiceWord(field, choice) }))]} />;
  if (field.type === "flag") return <Select {...about} options={[{ value: "", label: text.ui.notSet }, { value: "yes", label: words.yes }, { value: "no", label: words.no }]} />;
  if (field.type === "link" && !field.many) {
    return (
      <Labelled label={field.label} error={error} optional={!field.required}>
        {(aria) => (
          <button {...aria} type="button" onClick={onPick} className={classNames(controlClass, "flex items-center justify-between gap-2 text-start")}>
            <span className={classNames("min-w-0 truncate", title === "" && "text-ink-faint")}>{title === "" ? words.pick.choose : title}</span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
          </button>
        )}
      </Labelled>
    );
  }
  if (mayMention(name)) return <MentionArea {...about} />;
  if (field.type === "longText") return <TextArea {...about} />;
  // Sets are typed as a list, which is no address to the browser.
  const type = field.many || field.type === "url" ? "text" : (inputs[field.type as keyof typeof inputs] ?? "text");
  return <TextField {...about} type={type} inputMode={modes[field.type as keyof typeof modes]} autoComplete="off" hint={field.many ? words.create.addHint : undefined} />;
};
