// Finds the page of a feature: features/<feature>/<name>-page.tsx, its component the default export, loaded when it is
// first gone to. A page that is not there is answered as an address that is not there.
import { type AsyncRouteComponent, lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { askForPage } from "../platform/page-files.ts";
import { NotFoundPage } from "./page-states.tsx";
import { text } from "./text.ts";

type PageModule = { readonly default: ComponentType };

const modules = import.meta.glob<PageModule>("../features/*/*-page.tsx");

/** The router answers a missing file with a reload, which with no network leaves the app: ours is an error to try again. */
async function load(name: string): Promise<PageModule> {
  askForPage(name);
  try {
    return (await modules[`../features/${name}-page.tsx`]?.()) ?? { default: NotFoundPage };
  } catch (cause) {
    throw new Error(text.state.notHere, { cause });
  }
}

/** name: "deals/deals" for features/deals/deals-page.tsx. */
export const page = (name: string): AsyncRouteComponent<object> => lazyRouteComponent(() => load(name));
