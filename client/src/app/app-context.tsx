// Owns how pages reach what the app was started with: session, theme, update, installing, the server's API, what can be undone,
// the room it takes on the device, and the summary of sync.
import { createContext, use, useSyncExternalStore } from "react";
import type { StorageUse } from "../platform/device-storage.ts";
import type { InstallOffer, InstallState } from "../platform/install-offer.ts";
import type { JsonApi } from "../platform/json-api.ts";
import type { AppUpdate, UpdateState } from "./app-update.ts";
import type { LastEdits } from "./last-edits.ts";
import type { Session, SessionState } from "./session.ts";
import type { SignedInUser } from "./signed-in-user.ts";
import type { StoredData } from "./stored-data.ts";
import type { SyncSummary, SyncSummarySource } from "./sync-summary.ts";
import type { Theme, ThemeChoice } from "./theme.ts";

export type AppParts = {
  readonly session: Session;
  readonly theme: Theme;
  readonly update: AppUpdate;
  readonly install: InstallOffer;
  readonly sync: SyncSummarySource;
  /** For what is not a record: invitations. Needs a network. */
  readonly api: JsonApi;
  readonly edits: LastEdits;
  readonly stored: StoredData;
};

const AppContext = createContext<AppParts | undefined>(undefined);

export const AppProvider = AppContext.Provider;

export const useApp = (): AppParts => {
  const parts = use(AppContext);
  if (parts === undefined) throw new Error("AppProvider is missing");
  return parts;
};

export const useSession = (): SessionState => {
  const { session } = useApp();
  return useSyncExternalStore(session.subscribe, session.read);
};

export const useUser = (): SignedInUser | undefined => {
  const state = useSession();
  return state.kind === "signed-in" ? state.user : undefined;
};

export const useTheme = (): ThemeChoice => {
  const { theme } = useApp();
  return useSyncExternalStore(theme.subscribe, theme.read);
};

export const useUpdate = (): UpdateState => {
  const { update } = useApp();
  return useSyncExternalStore(update.subscribe, update.read);
};

export const useInstall = (): InstallState => {
  const { install } = useApp();
  return useSyncExternalStore(install.subscribe, install.read);
};

export const useSyncSummary = (): SyncSummary => {
  const { sync } = useApp();
  return useSyncExternalStore(sync.subscribe, sync.read);
};

/** undefined until the browser has said something. */
export const useStorageUse = (): StorageUse | undefined => {
  const { stored } = useApp();
  return useSyncExternalStore(stored.subscribe, stored.read);
};
