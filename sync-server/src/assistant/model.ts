// The port to a language model: one question, an answer that comes in pieces. It knows no vendor, no record and no person.

export interface ModelQuestion {
  /** What it is to do; ours. */
  readonly system: string;
  /** What it is to look at; other people's. */
  readonly user: string;
  readonly temperature: number;
  readonly maxTokens: number;
}

export interface ModelAnswer {
  readonly text: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
}

/** Why there is no answer, or not all of it. */
export const MODEL_FAULTS = ["slow", "away", "limited", "key", "failed", "refused", "cut", "broken", "private"] as const;
export type ModelFault = (typeof MODEL_FAULTS)[number];

/** Its message is for logs and says nothing of what was asked. */
export class ModelFailed extends Error {
  override name = "ModelFailed";
  readonly fault: ModelFault;
  constructor(fault: ModelFault, message: string = fault) {
    super(message);
    this.fault = fault;
  }
}

export interface Model {
  /** `heard` gets each piece as it comes. Rejects with ModelFailed, at the latest when the time is over in which it has to say something. */
  ask(question: ModelQuestion, heard: (piece: string) => void): Promise<ModelAnswer>;
}

/** How one is reached. */
export interface ModelPlace {
  readonly baseUrl: string;
  readonly model: string;
  /** null: it asks for none. */
  readonly apiKey: string | null;
}

export type CreateModel = (place: ModelPlace) => Model;
