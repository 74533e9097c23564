// What a new record takes from the one that was open when it was made: whom it belongs to. Pure.
import type { Row } from "@outrider/shared/projection";
import type { PageKind } from "../../app/record-route.ts";
import type { Typed } from "./draft.ts";

export interface Belonging { readonly initial: Typed; readonly titles: Typed }

/** By field of the new record: links as ids, and what they are called. */
export function belonging(kind: PageKind, here: Pick<Row, "id" | "kind" | "title" | "values" | "titles"> | undefined): Belonging {
  const links: [field: string, id: string, title: string][] = [];
  if (here !== undefined && (kind === "deal" || kind === "contact")) {
    const company = here.values["company"];
    if (here.kind === "company") links.push(["company", here.id, here.title]);
    // A lead writes its company's name; what others name is a link.
    else if (here.kind !== "lead" && typeof company === "string") links.push(["company", company, here.titles[company] ?? ""]);
    if (kind === "deal" && here.kind === "contact") links.push(["contact", here.id, here.title]);
  }
  return {
    initial: Object.fromEntries(links.map(([field, id]) => [field, id])),
    titles: Object.fromEntries(links.map(([field, , title]) => [field, title])),
  };
}
