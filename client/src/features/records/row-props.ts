// What every row of a record's page is given.
import type { RecordPage } from "../../read/index.ts";
import type { PageKind } from "../../app/record-route.ts";

export interface RowProps {
  readonly view: RecordPage;
  readonly kind: PageKind;
  readonly name: string;
}
