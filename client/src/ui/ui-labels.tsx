// Owns the few words components say by themselves (close, undo, optional …). The app provides them from its
// catalogue, so that no component carries text of its own.
import { createContext, use } from "react";

export type UiLabels = {
  readonly close: string;
  readonly dismiss: string;
  readonly undo: string;
  readonly save: string;
  readonly cancel: string;
  readonly edit: (label: string) => string;
  readonly notSet: string;
  readonly optional: string;
  readonly loading: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly clear: string;
  readonly notifications: string;
  readonly step: (at: number, of: number) => string;
  readonly percent: (done: number) => string;
  readonly dropHere: string;
  readonly chooseFile: string;
  readonly saving: string;
  readonly asTable: string;
  readonly asPicture: string;
};

const LabelsContext = createContext<UiLabels | undefined>(undefined);

export const UiLabelsProvider = LabelsContext.Provider;

export const useUiLabels = (): UiLabels => {
  const labels = use(LabelsContext);
  if (labels === undefined) throw new Error("UiLabelsProvider is missing");
  return labels;
};
