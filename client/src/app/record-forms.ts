// The forms of records for features that are not theirs, which come when they are first opened.
import { whenOpened } from "../ui/when-opened.tsx";

export const CreateForm = whenOpened(async () => (await import("../features/records/create-form.tsx")).CreateForm);
export const TaskForm = whenOpened(async () => (await import("../features/records/task-form.tsx")).TaskForm);
export const VoiceButton = whenOpened(async () => (await import("../features/records/mentions/voice-button.tsx")).VoiceButton);
export const LinkPicker = whenOpened(async () => (await import("../features/records/link-picker.tsx")).LinkPicker);
