// The first sync put off, and gone on with: what has come is there to work with, the rest waits.
import { Clock, Play } from "lucide-react";
import { useAct } from "../act/index.ts";
import { useStatus } from "../read/index.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { words } from "./first-sync-texts.ts";

/** Beside its progress; of a later catch-up, which is short, there is nothing to put off. */
export const Later = () => {
  const act = useAct();
  const { progress, lastSynced } = useStatus();
  return progress === null || lastSynced !== null ? null : <Button icon={Clock} onClick={() => act.putOff()}>{words.later}</Button>;
};

export const PutOffNote = () => {
  const act = useAct();
  return <Banner kind="info" title={words.putOff} action={<Button icon={Play} onClick={() => act.retry()}>{words.goOn}</Button>}>{words.putOffDetail}</Banner>;
};
