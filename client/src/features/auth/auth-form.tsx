// One form for every way in: fields from a table, checked when sent, and the server's refusal above the button.
// Invariant: what was typed stays, whatever the answer; nothing is sent twice. Keeps passwords only in the page.
import { useId, useState, type FormEvent, type ReactNode } from "react";
import type { Result } from "@outrider/shared/kernel";
import type { ApiProblem } from "../../platform/json-api.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { ProblemBanner, useWait } from "./problem-banner.tsx";

export type AuthField<Name extends string> = {
  readonly name: Name;
  readonly label: string;
  readonly type?: "text" | "email" | "password" | undefined;
  readonly autoComplete: string;
  readonly hint?: string | undefined;
  readonly check: (value: string) => string | undefined;
};

export type AuthFormProps<Name extends string> = {
  readonly fields: readonly AuthField<Name>[];
  /** What else can be done here, under the button. */
  readonly children?: ReactNode;
  readonly initial?: Partial<Record<Name, string>> | undefined;
  readonly submitLabel: string;
  readonly onSubmit: (values: Record<Name, string>) => Promise<Result<unknown, ApiProblem>>;
};

export const AuthForm = <Name extends string>({ fields, initial, submitLabel, onSubmit, children }: AuthFormProps<Name>) => {
  const id = useId();
  const [values, setValues] = useState<Partial<Record<Name, string>>>(initial ?? {});
  const [errors, setErrors] = useState<Partial<Record<Name, string>>>({});
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const wait = useWait(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given: Record<string, string> = {};
    const found: Partial<Record<Name, string>> = {};
    for (const field of fields) {
      const value = values[field.name] ?? "";
      const error = field.check(value);
      given[field.name] = field.type === "password" ? value : value.trim();
      if (error !== undefined) found[field.name] = error;
    }
    setErrors(found);
    const wrong = fields.find((field) => found[field.name] !== undefined);
    if (wrong !== undefined) {
      form.querySelector<HTMLInputElement>(`[name="${wrong.name}"]`)?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    const answer = await onSubmit(given as Record<Name, string>);
    setBusy(false);
    if (answer.ok) return;
    setProblem(answer.error);
    if (answer.error.kind === "problem") {
      const refused = answer.error.fields;
      setErrors(Object.fromEntries(fields.flatMap((field) => (refused[field.name] === undefined ? [] : [[field.name, refused[field.name]]]))) as Partial<Record<Name, string>>);
    }
  };

  return (
    <form noValidate aria-busy={busy} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" id={id}>
      {fields.map((field) => (
        <TextField
          key={field.name}
          name={field.name}
          label={field.label}
          type={field.type}
          autoComplete={field.autoComplete}
          autoCapitalize={field.type === "email" || field.autoComplete === "one-time-code" ? "none" : undefined}
          spellCheck={field.type === "email" || field.autoComplete === "one-time-code" ? false : undefined}
          hint={field.hint}
          required
          value={values[field.name] ?? ""}
          error={errors[field.name]}
          onChange={(value) => {
            setValues((all) => ({ ...all, [field.name]: value }));
            setErrors((all) => ({ ...all, [field.name]: undefined }));
          }}
        />
      ))}
      {problem !== undefined && <ProblemBanner problem={problem} waitSeconds={wait} />}
      <Button type="submit" variant="primary" wide busy={busy} disabled={wait !== undefined && wait > 0}>{submitLabel}</Button>
      {children}
    </form>
  );
};
