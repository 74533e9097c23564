// What the address of the agenda holds. Invariant: what is not understood is left out.

export const AGENDA_VIEWS = ["list", "week", "month"] as const;
export type AgendaView = (typeof AGENDA_VIEWS)[number];

export interface AgendaSearch {
  /** On a desk; the list unless another is chosen. */
  readonly view?: Exclude<AgendaView, "list">;
  /** `YYYY-MM-DD`: a day of the week or month that is shown; today where it is not given. */
  readonly day?: string;
  /** Everybody's, as far as one sees them, instead of one's own. */
  readonly all?: boolean;
  /** One person's: a member's id. */
  readonly who?: string;
  /** A team's: its key. */
  readonly team?: string;
}

const isDay = (text: unknown): text is string => typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

const isWord = (text: unknown): text is string => typeof text === "string" && text !== "";

export function agendaSearch({ view, day, all, who, team }: Record<string, unknown>): AgendaSearch {
  return { ...((view === "week" || view === "month") && { view }), ...(isDay(day) && { day }), ...(all === true && { all }), ...(all !== true && isWord(who) && { who }), ...(all !== true && !isWord(who) && isWord(team) && { team }) };
}
