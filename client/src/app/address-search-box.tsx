// A search box whose words live in the address. Invariant: no letter is lost while the address follows: as long as one
// types, what one typed is shown; otherwise what the address says.
import { useState, type Ref } from "react";
import { SearchBox } from "../ui/search-box.tsx";

export type AddressSearchBoxProps = {
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly shortcut?: string | undefined;
  /** What the address says. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (() => void) | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

export const AddressSearchBox = ({ value, onChange, ...rest }: AddressSearchBoxProps) => {
  const [draft, setDraft] = useState<string>();
  return (
    <div className="min-w-0" onFocus={() => setDraft((typed) => typed ?? value)} onBlur={() => setDraft(undefined)}>
      <SearchBox
        {...rest}
        value={draft ?? value}
        onChange={(next) => {
          setDraft(next);
          onChange(next);
        }}
      />
    </div>
  );
};
