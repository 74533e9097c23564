// The value that gave way, whose code comes when there is one.
import { whenOpened } from "../../ui/when-opened.tsx";

export const OtherValue = whenOpened(async () => (await import("./other-value.tsx")).OtherValue);
