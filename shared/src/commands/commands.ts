// The table of commands by name: what a screen or an interface may ask for.
import { refusal } from "@outrider/shared/access";
import { err } from "@outrider/shared/kernel";
import { editWhy } from "@outrider/shared/schema";
import { remove, restore } from "./bin.ts";
import { convert } from "./convert.ts";
import { create } from "./create.ts";
import { edit } from "./edit.ts";
import { logActivity } from "./log-activity.ts";
import { merge } from "./merge.ts";
import { assign, share } from "./ownership.ts";
import { reassign } from "./reassign.ts";
import { settle } from "./settle.ts";
import { close, moveStage } from "./stages.ts";
import { typeInto } from "./type-into.ts";
import { undo } from "./undo.ts";
import type { Command, Context, Decision } from "./command.ts";

export const commands = { create, edit, assign, reassign, share, moveStage, close, convert, merge, remove, restore, settle, undo, logActivity, typeInto } satisfies Record<string, Command<never>>;

export type CommandName = keyof typeof commands;
export type ArgsOf<N extends CommandName> = Parameters<(typeof commands)[N]>[0];
/** A command with its arguments as plain data. */
export type Call = { readonly [N in CommandName]: { readonly name: N; readonly args: ArgsOf<N> } }[CommandName];

/** Decides any command of the table. */
export function decide(call: Call, context: Context): Decision {
  if (!Object.hasOwn(commands, call.name)) return err(refusal("bad-change", editWhy("no-such-command")));
  const command = commands[call.name] as Command<unknown>;
  return command(call.args, context);
}
