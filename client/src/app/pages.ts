// Finds the page of a feature: features/<feature>/<name>-page.tsx, its component the default export, loaded when it is
// first gone to. A page that is not there is answered as an address that is not there.
import { lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { NotFoundPage } from "./page-states.tsx";

type PageModule = { readonly default: ComponentType };

const modules = import.meta.glob<PageModule>("../features/*/*-page.tsx");

/** name: "deals/deals" for features/deals/deals-page.tsx. */
export const page = (name: string) =>
  lazyRouteComponent(async (): Promise<PageModule> => (await modules[`../features/${name}-page.tsx`]?.()) ?? { default: NotFoundPage });
