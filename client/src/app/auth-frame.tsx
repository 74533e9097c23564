// The frame of the pages before the app: mark, heading, one form. Knows no field.
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { text } from "./text.ts";
import { useTitle } from "./use-title.ts";

export type AuthFrameProps = { readonly title: string; readonly lead: string; readonly children: ReactNode };

export const AuthFrame = ({ title, lead, children }: AuthFrameProps) => {
  useTitle(title);
  return (
    <main className="flex min-h-dvh flex-col items-center bg-canvas px-4 py-8 text-ink desk:justify-center">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <Brand large />
        <div className="flex flex-col gap-5 rounded-card border border-line bg-surface p-5 shadow-low desk:p-6">
          <header>
            <h1 className="text-page font-semibold tracking-tight">{title}</h1>
            <p className="mt-1 text-body text-ink-muted">{lead}</p>
          </header>
          {children}
        </div>
        <p className="text-small text-ink-muted">{text.tagline}</p>
      </div>
    </main>
  );
};
