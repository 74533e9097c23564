// Every word of taking a list out of the app as a file.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { ListFormat } from "./export-list.ts";

const n = format.number;
const files: Readonly<Record<PageKind, string>> = { deal: "deals", lead: "leads", contact: "contacts", company: "companies" };
const endings: Readonly<Record<ListFormat, string>> = { csv: "csv", vcard: "vcf" };

export const exportWords = catalogue({
  title: (count: string) => `Export ${count}`,
  hint: "What the list is filtered to, in its order, as a file made on this device, with no network too.",
  format: "Kind of file",
  formats: { csv: "CSV", vcard: "vCard" } satisfies Record<ListFormat, string>,
  formatHint: {
    csv: "For spreadsheets, with every field, the workspace's own too. Import reads it back, also into another workspace.",
    vcard: "For address books: name, firm, job title, emails, phones, address and notes.",
  } satisfies Record<ListFormat, string>,
  part: "This device does not hold everything: the file holds only what is here.",
  start: "Export",
  running: "Writing the file",
  progress: (done: number, of: number) => `${n(done)} of ${n(of)}`,
  fileName: (kind: PageKind, day: string, as: ListFormat) => `outrider-${files[kind]}-${day}.${endings[as]}`,
  done: (count: string) => `${count} exported`,
  cancelled: "The export was cancelled. No file was made.",
  failed: "The file could not be made. Try again.",
});
