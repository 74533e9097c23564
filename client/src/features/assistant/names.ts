// What the records of an answer are called.
import type { NameOf } from "@outrider/shared/sales";
import type { AssistantAnswer } from "../../read/index.ts";
import { words } from "./texts.ts";

export const namesIn = ({ records }: Pick<AssistantAnswer, "records">): NameOf => (id) => records[id]?.title ?? words.unknownName;
