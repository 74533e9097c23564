// How pages reach the engine: the line to it, handed down from the composition root.
import { createContext, use, useMemo, type ReactNode } from "react";
import { type Act, createAct, type SayNotSaved } from "./act.ts";
import type { EngineLink } from "./engine-link.ts";

interface Parts { readonly link: EngineLink; readonly act: Act }

const EngineContext = createContext<Parts | undefined>(undefined);

export const EngineProvider = ({ link, say, children }: { readonly link: EngineLink; readonly say: SayNotSaved; readonly children: ReactNode }) => {
  const parts = useMemo(() => ({ link, act: createAct(link, say) }), [link, say]);
  return <EngineContext value={parts}>{children}</EngineContext>;
};

const useParts = (): Parts => {
  const parts = use(EngineContext);
  if (!parts) throw new Error("EngineProvider is missing");
  return parts;
};

export const useEngineLink = (): EngineLink => useParts().link;
/** The door for edits. */
export const useAct = (): Act => useParts().act;
