export { changeOf, type Context, creationOf, type Decision, type Draft, type Values } from "./command.ts";
export { type ArgsOf, type Call, type CommandName, commands, decide } from "./commands.ts";
export { bodyId, type TypeArgs } from "./type-into.ts";
export { feedbackId, rateId, settingsId, teamId } from "./definition-ids.ts";
export { nextTaskId, repeatOf } from "./next-task.ts";
export { convertedIds } from "./convert.ts";
export { type Undoable, undoable } from "./undo.ts";
