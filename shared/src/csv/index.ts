export { CSV_MARK, csvLine, withoutGuard } from "./csv-line.ts";
export { type CsvFault, csvFaultSentences, type CsvLine, type CsvReader, readLines, separatorOf } from "./read-lines.ts";
