// The assistant's parts of pages that are not its own, which come when such a page is drawn.
import { whenOpened } from "../ui/when-opened.tsx";

export const CoachPanel = whenOpened(async () => (await import("../features/assistant/coach-panel.tsx")).CoachPanel);
export const PersonaPanel = whenOpened(async () => (await import("../features/assistant/persona-panel.tsx")).PersonaPanel);
export const AskCard = whenOpened(async () => (await import("../features/assistant/ask-card.tsx")).AskCard);
