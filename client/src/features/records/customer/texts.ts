// Every word of what a contact is as a customer: what follows from orders, the orders themselves, the time zone.
import { catalogue } from "../../../app/catalogue.ts";
import { format } from "../../../app/format.ts";
import { counted, listed } from "../../../app/plural.ts";

const n = format.number;

export const customerWords = catalogue({
  heading: "Customer",
  follows: "Follows from orders; the server keeps it up.",
  spend: "Spend", visits: "Visits", lastActive: "Last active",
  none: "–",
  campaigns: { received: (count: number) => `Campaigns received: ${n(count)}`, opened: (count: number) => `Opened: ${n(count)}`, clicked: (count: number) => `Clicked: ${n(count)}` },
  notHere: "A campaign that is not here", more: (count: number) => `and ${n(count)} more`,
  orders: {
    heading: "Orders",
    list: "Orders, newest first",
    count: (count: number) => counted(count, { one: "order", other: "orders" }),
    asking: "Looking for orders on the server",
    asOf: (when: string) => `As of ${when}`,
    offline: (when: string) => `No connection. As of ${when}.`,
    never: "Orders have not been loaded on this device yet",
    neverDetail: "They are fetched when you look here with a connection, and kept for when there is none.",
    failed: "The server could not tell the orders just now. It is asked again by itself.",
    gone: "These orders are not yours to see any more.",
    empty: "No orders yet",
    items: (count: number) => counted(count, { one: "item", other: "items" }),
    open: (day: string, amount: string) => `Order of ${day}, ${amount}`,
    returned: "Return", cancelled: "Cancelled",
    key: (key: string) => `Order ${key}`,
    times: (quantity: number, price: string) => `${n(quantity)} × ${price}`,
    noItems: "No items were given with this order.",
    named: (name: string, sku: string) => (name === "" ? sku : sku === "" ? name : listed([name, sku])),
    older: "Show older orders",
    olderOnline: "Older orders can be shown when there is a connection.",
  },
});
