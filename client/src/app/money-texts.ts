// What is said of sums of money.
import { catalogue } from "./catalogue.ts";

export const words = catalogue({
  noRate: (currencies: string) => `no rate for ${currencies}`,
});
