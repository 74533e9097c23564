// Whether somebody agreed on this device that the use of features is counted.
import { browserTextMemory } from "../platform/text-memory.ts";
import { agreeHere, agreesHere } from "./use-counts.ts";

export const agrees = (user: string): boolean => agreesHere(browserTextMemory, user);
export const agree = (user: string, agreed: boolean): void => agreeHere(browserTextMemory, user, agreed);
