// Three things worth knowing on the first day, one after the other, beside the page and not over it: nothing waits for it,
// it can be left at each step, and it does not come again on this device.
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { words as all } from "./texts.ts";

const words = all.tour;
/** Where each leads. */
const PLACES = ["/agenda", "/deals", "/import"] as const;

export const TourCard = ({ onEnd }: { readonly onEnd: () => void }) => {
  const [step, setStep] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = words.steps[step];
  const to = PLACES[step];
  if (shown === undefined || to === undefined) return null;
  const last = step === words.steps.length - 1;
  const next = () => {
    if (last) return onEnd();
    setStep(step + 1);
    // What is new is read out, and the next Tab goes on from it.
    heading.current?.focus();
  };
  return (
    <Panel title={words.title} actions={<Button variant="quiet" size="small" flush onClick={onEnd}>{words.skip}</Button>}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div aria-live="polite" className="min-w-0 flex-1 basis-72">
          <p className="figures text-caption text-ink-muted">{words.at(step + 1, words.steps.length)}</p>
          <h3 ref={heading} tabIndex={-1} className="text-body font-semibold outline-none">{shown.title}</h3>
          <p className="mt-0.5 max-w-2xl text-body text-ink-muted">{shown.detail}</p>
        </div>
        <div className="flex gap-2">
          <Link to={to} className={buttonClass("secondary")}>{shown.action}</Link>
          <Button variant="primary" onClick={next}>{last ? words.finish : words.next}</Button>
        </div>
      </div>
    </Panel>
  );
};
