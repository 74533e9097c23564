import type { OrdersAnswer } from "../engine/orders.ts";
import { useWatch } from "./use-watch.ts";

/** The orders of a contact, newest first, following what comes in. Undefined until the engine has said something. */
export const useOrders = (contact: string, pages: number): OrdersAnswer | undefined =>
  useWatch("orders", JSON.stringify({ contact, pages }), contact);
