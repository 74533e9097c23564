// A few words to choose from with one tap; tapped again, none. Real radio buttons underneath.
import { useId } from "react";

export const ChoiceChips = ({ label, hideLabel = false, choices, value, onChange }: { readonly label: string; readonly hideLabel?: boolean; readonly choices: readonly string[]; readonly value: string; readonly onChange: (value: string) => void }) => {
  const name = useId();
  return (
    <fieldset className="min-w-0 border-0 p-0">
      <legend className={hideLabel ? "sr-only" : "mb-1 text-small font-medium text-ink"}>{label}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <label key={choice} className="relative inline-flex min-h-touch items-center rounded-pill border border-line-strong px-4 text-body font-medium text-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-focus desk:min-h-8 desk:px-3">
            <input
              type="radio" name={name} value={choice} checked={choice === value} onChange={() => onChange(choice)}
              onClick={() => {
                if (choice === value) onChange("");
              }}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
            />
            {choice}
          </label>
        ))}
      </div>
    </fieldset>
  );
};
