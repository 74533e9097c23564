// Does something whenever the person comes back to the page.
import { useEffect } from "react";
import { watchComingBack } from "../platform/coming-back.ts";

export const useComingBack = (back: () => void): void => useEffect(() => watchComingBack(back), [back]);
