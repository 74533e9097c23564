// The address of the link under the caret or of what is selected: set, changed, taken away.
import type { Editor } from "@tiptap/core";
import { useId, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { controlClass } from "../../../ui/field.tsx";
import { focusWhenShown } from "../../../ui/focus-when-shown.ts";
import { hrefOf } from "./link-href.ts";
import { words } from "./texts.ts";

export const LinkForm = ({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) => {
  const id = useId();
  const given = editor.getAttributes("link")["href"] as unknown;
  const before = typeof given === "string" ? given : "";
  const [typed, setTyped] = useState(before);
  const [wrong, setWrong] = useState(false);
  const chain = () => editor.chain().focus().extendMarkRange("link");
  const close = () => {
    onDone();
    editor.commands.focus();
  };
  const set = () => {
    const href = hrefOf(typed);
    if (href === null) return setWrong(true);
    // With nothing selected the address itself is the text.
    if (editor.state.selection.empty && before === "") editor.chain().focus().insertContent({ type: "text", text: typed.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    else chain().setLink({ href }).run();
    onDone();
  };
  return (
    <form
      className="flex flex-wrap items-center gap-2 px-1 pb-2"
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <input
        ref={focusWhenShown} type="text" inputMode="url" autoComplete="off" aria-label={words.link.address} placeholder={words.link.begin} value={typed}
        aria-invalid={wrong || undefined} aria-describedby={wrong ? id : undefined} className={classNames(controlClass, "min-w-40 flex-1")}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
        }}
      />
      <Button type="submit" size="small">{words.link.set}</Button>
      {before !== "" && (
        <Button
          size="small" variant="quiet"
          onClick={() => {
            chain().unsetLink().run();
            onDone();
          }}
        >
          {words.link.remove}
        </Button>
      )}
      {wrong && <p id={id} role="alert" className="basis-full text-caption font-medium text-bad-ink">{words.link.wrong}</p>}
    </form>
  );
};
