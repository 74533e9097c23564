// The other sign-in services this server takes; each leads off to its page.
import { atServer } from "../../app/at-server.ts";
import { buttonClass } from "../../ui/button.tsx";
import { words } from "./texts.ts";
import type { Provider } from "./ways.ts";

export const ProviderButtons = ({ providers }: { readonly providers: readonly Provider[] }) =>
  providers.length === 0 ? null : (
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-3 text-small text-ink-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{words.or}</p>
      {providers.map(({ id, name, path }) => <a key={id} href={atServer(path)} className={buttonClass("secondary")}>{words.continueWith(name)}</a>)}
    </div>
  );
