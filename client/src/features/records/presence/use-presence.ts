// Tells others that this page looks at a record and in which field its person types, for as long as it is seen, and hears
// who else does. Offline nobody is there.
import { useEffect, useState } from "react";
import { useEngineLink } from "../../../act/index.ts";
import { isTyping } from "../../../app/is-typing.ts";
import { useUser } from "../../../app/app-context.tsx";
import { type Onlooker, onlookers } from "./who-is-here.ts";

const NOBODY: readonly Onlooker[] = [];

/** The field whose editor has the focus, else the one whose value is being chosen in a dialog (`data-choosing`), wherever the focus is in it. */
const openField = (): string | null => {
  const at = document.activeElement;
  const typed = at !== null && isTyping(at) ? at.closest<HTMLElement>("[data-field]")?.dataset["field"] : undefined;
  return typed ?? document.querySelector<HTMLElement>("[data-choosing]")?.dataset["choosing"] ?? null;
};

export function usePresence(record: string): readonly Onlooker[] {
  const link = useEngineLink();
  const user = useUser()?.id ?? "";
  const [others, setOthers] = useState(NOBODY);
  useEffect(() => {
    let said = "";
    const seat = link.join({ record }, (heard) => {
      if (heard.t === "online" && !heard.is) setOthers(NOBODY);
      if (heard.t === "present") setOthers(onlookers(heard.who, user));
    });
    const say = () => {
      const field = openField();
      const state = document.visibilityState === "hidden" ? null : field === null ? {} : { field };
      const next = JSON.stringify(state);
      if (next === said) return;
      said = next;
      seat.say({ t: "aware", state });
    };
    // The focus has moved only after the event that tells of it; a dialog that opens or closes moves it too.
    let due: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(due);
      due = setTimeout(say, 50);
    };
    const gone = () => {
      said = "null";
      seat.say({ t: "aware", state: null });
    };
    say();
    const events = ["focusin", "focusout", "visibilitychange"] as const;
    for (const event of events) document.addEventListener(event, soon);
    window.addEventListener("pagehide", gone);
    window.addEventListener("pageshow", soon);
    return () => {
      clearTimeout(due);
      for (const event of events) document.removeEventListener(event, soon);
      window.removeEventListener("pagehide", gone);
      window.removeEventListener("pageshow", soon);
      setOthers(NOBODY);
      seat.leave();
    };
  }, [link, record, user]);
  return others;
}
