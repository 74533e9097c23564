// Has the search by meaning go on from where it was, once the first screen is there. It shows nothing.
import { useMeaning } from "./use-meaning.ts";

export const MeaningKept = () => {
  useMeaning();
  return null;
};
