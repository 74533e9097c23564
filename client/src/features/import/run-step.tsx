// Step 5: the import while it runs. It can be stopped; what has been written stays.
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { StepFrame } from "./step-frame.tsx";
import { text } from "./texts.ts";

export interface RunStepProps { readonly name: string; readonly done: number; readonly of: number; readonly onStop: () => void }

export const RunStep = ({ name, done, of, onStop }: RunStepProps) => (
  <StepFrame heading={text.go.heading(name)} buttons={<Button onClick={onStop}>{text.go.stop}</Button>}>
    <Panel>
      <div className="flex flex-col gap-3">
        <ProgressBar label={text.go.heading(name)} value={of === 0 ? 0 : done / of} detail={text.go.detail(done, of)} />
        <p className="text-small text-ink-muted">{text.go.stays}</p>
      </div>
    </Panel>
  </StepFrame>
);
