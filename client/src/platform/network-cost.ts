// Whether what is fetched costs the person money, as far as the browser says.
interface Connection { readonly saveData?: boolean; readonly type?: string }
const PAID = new Set(["cellular", "bluetooth", "wimax"]);

/** Whether much can be fetched unasked: not by a phone's contract, and not where the person saves data. Browsers that do not say are taken for one at a desk. */
export function networkIsCheap(): boolean {
  const { connection } = navigator as { readonly connection?: Connection };
  return connection?.saveData !== true && !PAID.has(connection?.type ?? "");
}
