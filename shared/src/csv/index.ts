export { CSV_MARK, csvLine, withoutGuard } from "./csv-line.ts";
