// What a room tells those in it, and how it is written on either line. An edit is the same for everybody in a room, so it
// is written once for all of them.
import { fromBase64, updateFrame } from "@outrider/shared/bodies";
import type { Awareness } from "@outrider/shared/protocol";
import type { CommittedTyped } from "../feed/committed.ts";

/** What was typed: the same object for all who are told of one commit. */
export type ToldEdit = Pick<CommittedTyped, "body" | "seq" | "update">;
export type Told = { readonly t: "typed"; readonly edit: ToldEdit } | Awareness;

function oncePerEdit<T>(write: (edit: ToldEdit) => T): (edit: ToldEdit) => T {
  const written = new WeakMap<ToldEdit, { readonly it: T }>();
  return (edit) => {
    const known = written.get(edit) ?? { it: write(edit) };
    written.set(edit, known);
    return known.it;
  };
}

const editText = oncePerEdit(({ body, seq, update }) => `{"t":"typed","body":${JSON.stringify(body)},"seq":${seq},"update":"${update}"}`);

/** For a device. */
export const toldText = (told: Told): string => (told.t === "typed" ? editText(told.edit) : JSON.stringify(told));

/** For a y-websocket client; null where the update is not written as it should be. */
export const editFrame = oncePerEdit(({ update }): Uint8Array | null => {
  const bytes = fromBase64(update);
  return bytes && updateFrame(bytes);
});
