// Makes a link for another calendar and shows it once: the server keeps no more of it than it needs to know it again.
import { useRef, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { wholeAddress } from "../../app/at-server.ts";
import { copyText } from "../../app/copy-text.ts";
import { problemSaid } from "../../app/problem-said.ts";
import { text } from "../../app/text.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { pathIn, SHOWN } from "./links-view.ts";
import { words as all } from "./texts.ts";

const words = all.link;
const LONGEST = 60;

const Made = ({ address, onClose }: { readonly address: string; readonly onClose: () => void }) => {
  const [said, setSaid] = useState<string>();
  return (
    <Dialog open onClose={onClose} title={words.readyTitle} description={words.readyDetail} footer={<Button variant="primary" onClick={onClose}>{words.close}</Button>}>
      <div className="flex flex-col gap-3 pb-2">
        <TextField label={words.address} value={address} onChange={() => undefined} readOnly autoComplete="off" spellCheck={false} onFocus={(event) => event.currentTarget.select()} />
        <div className="flex items-center gap-3">
          <Button onClick={() => void copyText(address).then((done) => setSaid(done ? words.copied : words.notCopied))}>{words.copy}</Button>
          <span role="status" className="text-small text-ink-muted">{said}</span>
        </div>
      </div>
    </Dialog>
  );
};

export const LinkDialog = ({ path, onMade, onClose }: { readonly path: string; readonly onMade: () => void; readonly onClose: () => void }) => {
  const { api } = useApp();
  const [name, setName] = useState("");
  const [shows, setShows] = useState({ tasks: true, meetings: true, closeDates: false, todos: false });
  const [made, setMade] = useState<string>();
  /** What was made is shown in the place of the form, which closes by itself. */
  const isMade = useRef(false);
  const save = async () => {
    if (name.trim() === "" || name.trim().length > LONGEST) return words.needsName;
    if (SHOWN.every((one) => !shows[one])) return words.needsSomething;
    const answer = await api({ method: "POST", path, body: { name: name.trim(), shows } });
    if (!answer.ok) return problemSaid(answer.error, words.needsNetwork, "name");
    const address = pathIn(answer.value);
    if (address === "") return text.api.unknown;
    isMade.current = true;
    setMade(wholeAddress(address));
    onMade();
    return undefined;
  };
  if (made !== undefined) return <Made address={made} onClose={onClose} />;
  return (
    <SmallForm
      title={words.newTitle} saveLabel={words.save} onSave={save}
      onClose={() => {
        if (!isMade.current) onClose();
      }}
    >
      <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} autoComplete="off" />
      <fieldset className="min-w-0 border-0 p-0">
        <legend className="text-small font-medium text-ink">{words.shows}</legend>
        {SHOWN.map((one) => <Checkbox key={one} label={words[one]} checked={shows[one]} onChange={(on) => setShows((before) => ({ ...before, [one]: on }))} />)}
      </fieldset>
      <Checkbox label={words.todos} hint={words.todosHint} checked={shows.todos} onChange={(todos) => setShows((before) => ({ ...before, todos }))} />
    </SmallForm>
  );
};
