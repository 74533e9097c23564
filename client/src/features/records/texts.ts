// Every word of lists, and of what is on more pages than one record's: the first screen has these.
import type { Kind } from "@outrider/shared/schema";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted, type Forms } from "../../app/plural.ts";
import type { PageKind } from "../../app/record-route.ts";

const n = format.number;
export const nouns: Readonly<Record<PageKind, Forms & { readonly one: string }>> = {
  deal: { one: "deal", other: "deals" }, lead: { one: "lead", other: "leads" }, contact: { one: "contact", other: "contacts" }, company: { one: "company", other: "companies" },
};

export const words = catalogue({
  yes: "Yes",
  no: "No",
  list: {
    title: { deal: "Deals", lead: "Leads", contact: "Contacts", company: "Companies" } satisfies Record<PageKind, string>,
    create: (kind: PageKind) => `New ${nouns[kind].one}`,
    createShort: "New",
    find: (kind: PageKind) => `Find in ${nouns[kind].other}`,
    count: (kind: PageKind, count: number) => counted(count, nouns[kind]),
    countHere: (kind: PageKind, count: number) => `${counted(count, nouns[kind])} here`,
    sum: (sums: readonly string[]) => sums.join(" + "),
    all: (label: string) => label,
    group: "Group by",
    noGrouping: "No groups",
    groupBy: (label: string) => `By ${label.toLowerCase()}`,
    closeMonth: "Close month",
    noGroup: (label: string) => `No ${label.toLowerCase()}`,
    sort: "Sort by",
    sortBy: (label: string, descending: boolean) => `${label} ${descending ? "↓" : "↑"}`,
    updated: "Last change",
    open: "Open deals",
    empty: (kind: PageKind) => `No ${nouns[kind].other} yet`,
    emptyDetail: { deal: "Add one by hand, convert a lead, or import a CSV file.", lead: "Add one by hand or import a CSV file.", contact: "Add one by hand, convert a lead, or import a CSV file.", company: "Add one by hand, convert a lead, or import a CSV file." } satisfies Record<PageKind, string>,
    noneFound: "Nothing fits these filters",
    noneFoundDetail: "Change what is typed or chosen above.",
    clear: "Clear filters",
    bin: "Bin",
    binTitle: (kind: PageKind) => `Bin: ${nouns[kind].other}`,
    binEmpty: "The bin is empty",
    binEmptyDetail: "What is deleted can be restored from here.",
    leaveBin: "Back to the list",
    missingValue: "must not be empty",
    conflict: "Another value was given as well",
    import: "Import",
    export: "Export this list",
    more: "More",
  },
  create: {
    save: "Create",
    more: "More fields",
    made: (kind: PageKind) => `${nouns[kind].one.slice(0, 1).toUpperCase()}${nouns[kind].one.slice(1)} created`,
    amount: "Amount", currency: "Currency",
    addHint: "Several are divided by commas.",
  },
  pick: {
    choose: "Choose",
    title: (label: string) => `Choose ${label.toLowerCase()}`,
    search: "Type a name",
    none: "Leave empty",
    make: (name: string) => `New company “${name}”`,
    nothing: "Nothing found",
    more: (count: number) => `${n(count)} more; type to narrow it down`,
    chosen: "Chosen",
  },
  kindName: { deal: "Deal", lead: "Lead", contact: "Contact", company: "Company", activity: "Activity", task: "Task", objection: "Objection", pipeline: "Pipeline", stage: "Stage", member: "Person", proposal: "Proposal", body: "Note", customField: "Custom field", team: "Team", settings: "Workspace", rate: "Rate", notification: "Notification", kept: "Conflict", attachment: "File", lineItem: "Line item", view: "Saved view", goal: "Goal", distinct: "Not the same", feedback: "Feedback", segment: "segment", campaign: "campaign" } satisfies Record<Kind, string>,
});
