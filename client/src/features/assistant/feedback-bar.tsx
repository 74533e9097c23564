// What a person makes of a suggestion: useful or not, done, and what came of it. A second press takes it back.
import { Check, ThumbsDown, ThumbsUp, TrendingDown, TrendingUp, type LucideIcon } from "lucide-react";
import { useUser } from "../../app/app-context.tsx";
import { usePerform } from "../../app/use-perform.ts";
import type { GivenFeedback } from "../../read/index.ts";
import { classNames } from "../../ui/class-names.ts";
import { useToast } from "../../ui/toast.tsx";
import { feedbackCall, type Judged, type Suggestion } from "./feedback.ts";
import { words } from "./texts.ts";

const said = words.feedback;

const Choice = ({ icon: Icon, label, on, onPress }: { readonly icon: LucideIcon; readonly label: string; readonly on: boolean; readonly onPress: () => void }) => (
  <button
    type="button" aria-pressed={on} onClick={onPress}
    className={classNames("inline-flex min-h-touch items-center gap-1.5 rounded-control border px-2.5 text-small font-medium desk:min-h-7", on ? "border-accent bg-accent-soft text-accent-ink" : "border-line text-ink-muted hover:bg-hover")}
  >
    <Icon aria-hidden className="size-4" />{label}
  </button>
);

export const FeedbackBar = ({ suggestion, given }: { readonly suggestion: Suggestion; readonly given: GivenFeedback | undefined }) => {
  const perform = usePerform();
  const toast = useToast();
  const user = useUser();
  const judge = async (judged: Judged) => {
    const { reason } = await perform(feedbackCall(suggestion, given, judged, user?.id ?? "", Date.now()), said.saved);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  const { useful = "", outcome = "", done = false } = given ?? {};
  return (
    <div role="group" aria-label={said.group} className="flex flex-wrap gap-1.5">
      <Choice icon={ThumbsUp} label={said.useful} on={useful === "yes"} onPress={() => void judge({ useful: useful === "yes" ? null : "yes" })} />
      <Choice icon={ThumbsDown} label={said.notUseful} on={useful === "no"} onPress={() => void judge({ useful: useful === "no" ? null : "no" })} />
      <Choice icon={Check} label={said.done} on={done} onPress={() => void judge({ done: !done })} />
      {/* An answer was given when one says how it went; advice is followed first. */}
      {(done || suggestion.assistant === "objection") && (
        <>
          <Choice icon={TrendingUp} label={said.worked} on={outcome === "worked"} onPress={() => void judge({ outcome: outcome === "worked" ? null : "worked" })} />
          <Choice icon={TrendingDown} label={said.failed} on={outcome === "failed"} onPress={() => void judge({ outcome: outcome === "failed" ? null : "failed" })} />
        </>
      )}
    </div>
  );
};
