// Where one is in work of several steps. On a phone one line: the step's number and name.
import { Check } from "lucide-react";
import { classNames } from "./class-names.ts";
import { useUiLabels } from "./ui-labels.tsx";

export type StepperProps = { readonly label: string; readonly steps: readonly string[]; readonly current: number };

export const Stepper = ({ label, steps, current }: StepperProps) => {
  const labels = useUiLabels();
  return (
    <nav aria-label={label}>
      <p className="flex items-baseline gap-2 desk:hidden" aria-hidden>
        <span className="figures text-small text-ink-muted">{labels.step(current + 1, steps.length)}</span>
        <span className="text-body font-semibold">{steps[current]}</span>
      </p>
      <ol className="sr-only desk:not-sr-only desk:flex desk:items-center desk:gap-2">
        {steps.map((step, at) => (
          <li key={step} aria-current={at === current ? "step" : undefined} className="flex items-center gap-2">
            {at > 0 && <span aria-hidden className="h-px w-4 bg-line-strong" />}
            <span aria-hidden className={classNames("figures inline-flex size-6 items-center justify-center rounded-pill text-caption font-semibold", at < current ? "bg-accent-soft text-accent-ink" : at === current ? "bg-accent text-on-accent" : "bg-chip text-ink-muted")}>
              {at < current ? <Check className="size-3.5" /> : at + 1}
            </span>
            <span className={classNames("text-small", at === current ? "font-semibold text-ink" : "text-ink-muted")}>{step}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
};
