/** The parts that serve programs, put together over the door to the records and the database. */
import type { Database } from "../db/database.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createWriteFeedback, type WriteFeedback } from "./feedback.ts";
import { createIdempotency, type Idempotency } from "./idempotency.ts";
import { createListRecords, type ListRecords } from "./list-records.ts";
import { createRecordIndexes, type RecordIndexes } from "./record-index.ts";
import { createRestRecords, type RestRecords } from "./rest-records.ts";
import { type Answers, type CloseTo, createAnswers } from "./answers.ts";
import { createSalesBooks } from "./sales-books.ts";
import { createServerFigures, type ServerFigures } from "./server-figures.ts";

export interface Rest {
  readonly restRecords: RestRecords;
  readonly listRecords: ListRecords;
  readonly figures: ServerFigures;
  readonly recordIndexes: RecordIndexes;
  readonly feedback: WriteFeedback;
  readonly answers: Answers;
  readonly apiKeys: ApiKeys;
  readonly idempotency: Idempotency;
}

interface Deps { readonly database: Database; readonly door: RecordDoor; readonly clock: Clock; readonly random: Random; readonly closeTo?: CloseTo }

export function createRest({ database, door, clock, random, closeTo }: Deps): Rest {
  const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const recordIndexes = createRecordIndexes({ store: door.store, now: clock.now });
  return {
    restRecords: createRestRecords({ door, now: clock.now }),
    recordIndexes,
    listRecords: createListRecords(recordIndexes, clock.now),
    answers: createAnswers({ books: createSalesBooks({ indexes: recordIndexes, pause }), now: clock.now, ...(closeTo && { closeTo }) }),
    figures: createServerFigures({ indexes: recordIndexes, now: clock.now, pause }),
    feedback: createWriteFeedback({ indexes: recordIndexes, door, now: clock.now }),
    apiKeys: createApiKeys({ database, clock, random }),
    idempotency: createIdempotency({ database, clock, random }),
  };
}
