import { deletable, entity } from "./entity.ts";
import { link, money, number, text } from "./field.ts";

// One line of what a deal is about. A record of its own, so that two people who add lines offline both keep theirs. Found by
// the deal's set of products, which whoever writes a line adds to.
export const lineItem = entity({
  kind: "lineItem", label: "Line item", plural: "Line items", belongs: "root", title: "product",
  fields: {
    root: link("Deal", ["deal"], { required: true }),
    product: text("Product", { required: true }),
    quantity: number("Quantity", { min: 0, max: 1e9 }),
    unitPrice: money("Unit price", { min: 0 }),
    discount: number("Discount", { min: 0, max: 100, unit: "percent" }),
    ...deletable,
  },
});
