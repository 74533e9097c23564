// Makes a webhook, or changes one: its name, where it goes, and what it tells.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { text } from "../../app/text.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words } from "./texts.ts";
import { EVENTS, secretOf, SHAPES, type Webhook } from "./webhook-view.ts";

const shapes = SHAPES.map((value) => ({ value, label: words.shapes[value] }));

export interface WebhookFormProps {
  readonly webhook: Webhook | undefined;
  readonly pathOf: (rest?: string) => string;
  /** With the secret of a new one; "" for one that was changed, or whose receiver checks none. */
  readonly onSaved: (secret: string) => void;
  readonly onClose: () => void;
}

export const WebhookForm = ({ webhook, pathOf, onSaved, onClose }: WebhookFormProps) => {
  const { api } = useApp();
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [shape, setShape] = useState(webhook?.shape ?? "json");
  const [events, setEvents] = useState<readonly string[]>(webhook?.events ?? EVENTS);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const save = async (): Promise<string | undefined> => {
    const missing = name.trim() === "" ? words.needsName : events.length === 0 ? words.needsEvents : undefined;
    if (missing !== undefined) return missing;
    const answer = await api({ method: webhook ? "PATCH" : "POST", path: pathOf(webhook && `/${webhook.id}`), body: { name: name.trim(), url: url.trim(), shape, events } });
    if (answer.ok) {
      onSaved(shape === "json" ? secretOf(answer.value) : "");
      return undefined;
    }
    if (answer.error.kind === "unreachable") return words.needsNetwork;
    setWrong(answer.error.fields);
    return answer.error.detail || text.api.unknown;
  };
  return (
    <SmallForm title={webhook ? webhook.name : words.add} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField label={words.name} value={name} onChange={setName} error={wrong["name"]} autoComplete="off" />
      <div className="flex flex-col items-start gap-1">
        <Segmented label={words.shape} segments={shapes} value={shape} onChange={setShape} />
        <p className="text-small text-ink-muted">{words.shapeHint[shape]}</p>
      </div>
      <TextField label={words.url} type="url" hint={words.urlHint} value={url} onChange={setUrl} error={wrong["url"]} autoComplete="off" />
      <fieldset className="min-w-0 border-0 p-0">
        <div className="flex items-center gap-2">
          <legend className="contents"><span className="flex-1 text-small font-medium">{words.which}</span></legend>
          <Button size="small" variant="quiet" onClick={() => setEvents(EVENTS)}>{words.all}</Button>
          <Button size="small" variant="quiet" onClick={() => setEvents([])}>{words.nothing}</Button>
        </div>
        <div className="grid grid-cols-1 gap-x-4 desk:grid-cols-2">
          {EVENTS.map((event) => (
            <Checkbox key={event} label={event} checked={events.includes(event)} onChange={(on) => setEvents(EVENTS.filter((one) => (one === event ? on : events.includes(one))))} />
          ))}
        </div>
      </fieldset>
    </SmallForm>
  );
};
