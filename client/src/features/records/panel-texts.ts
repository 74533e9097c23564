// Every word of what a deal, a lead or a company has on its page besides its fields: objections, people, lines, score, tree.
import type { ScorePart } from "@outrider/shared/sales";
import type { StakeholderRole } from "@outrider/shared/schema";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted, listed } from "../../app/plural.ts";

const n = format.number;

export const panelWords = catalogue({
  edit: (what: string) => `Change ${what}`,
  delete: "Delete",
  unsaid: "Not said",
  more: (count: number) => `${n(count)} more`,
  objection: {
    heading: "Objections", add: "Add objection", text: "What they said", category: "About", severity: "How serious", save: "Add", saved: "Objection added", none: "None raised. Note what they say against it and what you answer.",
    response: "What was answered", responseHint: "It is kept with the objection, for the next time it is raised.", answer: "Answer it", resolve: "Resolved", resolveTitle: "How was it resolved?", resolveSave: "Resolve", lost: "Lost to it", reopen: "Open again",
    settled: (label: string) => `Objection: ${label.toLowerCase()}`,
    statuses: { open: "Open", resolved: "Resolved", lost: "Lost to it" } as Readonly<Record<string, string>>,
    raisedBy: "Raised by", at: "When", atHint: "Now, unless you choose another time.",
    by: (who: string, when: string) => (who === "" ? when : `${who}, ${when}`),
    open: (count: number) => `${n(count)} open`,
    openOnDeal: (count: number) => counted(count, { one: "open objection", other: "open objections" }),
    editTitle: "Edit objection", editSave: "Save", edited: "Objection saved", deleted: "Objection deleted",
  },
  people: {
    heading: "People in the decision", add: "Add person", none: "Nobody is named yet.", main: "Main contact", role: "Role",
    roleOf: (name: string) => `${name}: role`, roleTitle: (name: string) => `What is ${name} in the decision?`, roleHint: "Several may be true. With none they are only named on the deal.",
    save: "Save", saved: (name: string) => `${name}: saved`, remove: (name: string) => `Remove ${name}`, removed: (name: string) => `${name} removed from the deal`, roles: { decisionMakers: "Decision maker", champions: "Champion", influencers: "Influencer", endUsers: "User", blockers: "Blocker", procurement: "Procurement or legal" } satisfies Record<StakeholderRole, string>,
    noDecider: "Who decides is not known yet.",
  },
  lines: {
    heading: "Line items", add: "Add line", none: "Nothing is listed yet.", product: "Product", quantity: "Quantity", unitPrice: "Unit price", discount: "Discount in %",
    save: "Add", saved: "Line added", editTitle: "Edit line", editSave: "Save", edited: "Line saved", deleted: "Line deleted", total: "Total",
    times: (quantity: number, price: string, discount: string) => (discount === "" ? `${n(quantity)} × ${price}` : `${n(quantity)} × ${price}, less ${discount}`),
    together: (sum: string) => `together ${sum}`, unpriced: "No price yet", sum: (sums: readonly string[]) => sums.join(" + "),
    setValue: (sum: string) => `Set the deal’s value to ${sum}`, valueSet: "Value saved",
  },
  score: {
    heading: "Score", of: (points: number, most: number) => `${n(points)} of ${n(most)}`, worked: "Worked out from what is known", given: (total: number) => `Given, by a person or an import. Worked out from what is known it would be ${n(total)}.`,
    why: "Why",
    size: (name: string, employees: number) => `${name}: ${counted(employees, { one: "employee", other: "employees" })}`, noSize: "No company of that name has its number of employees written down",
    parts: {
      source: "Where the lead comes from", reachable: "Email of a company, phone and company known", size: "How large the company is", status: "How far it has come", contacts: "Calls, meetings and emails", recent: "How lately there was one",
    } satisfies Record<ScorePart, string>,
  },
  tree: {
    heading: "Group of companies", partOf: "Part of", here: "This company",
    ring: "These companies are part of one another. Change what one of them is part of.",
    more: "There are more companies below than are shown here.",
    deals: (count: number, sums: readonly string[], lacks: string) => listed([`${counted(count, { one: "open deal", other: "open deals" })} in the group`, ...(sums.length > 0 ? [sums.join(" + ")] : []), ...(lacks === "" ? [] : [lacks])]),
    noDeals: "No open deals in the group.",
  },
});
