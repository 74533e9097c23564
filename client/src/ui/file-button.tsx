// A button that asks for files. Does not read them.
import type { LucideIcon } from "lucide-react";
import { useRef } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

export type FileButtonProps = {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Only its picture is shown. */
  readonly compact?: boolean | undefined;
  /** As the accept attribute. */
  readonly accept?: string | undefined;
  /** A phone opens its camera at once. */
  readonly camera?: boolean | undefined;
  readonly onFiles: (files: readonly File[]) => void;
};

export const FileButton = ({ label, icon, compact = false, accept, camera = false, onFiles }: FileButtonProps) => {
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  return (
    <>
      {compact ? <IconButton icon={icon} label={label} onClick={choose} /> : <Button variant="quiet" size="small" flush icon={icon} onClick={choose}>{label}</Button>}
      <input
        ref={input} type="file" hidden tabIndex={-1} aria-hidden accept={accept} multiple={!camera} {...(camera && { capture: "environment" as const })}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = ""; // The same file may be chosen again.
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
};
