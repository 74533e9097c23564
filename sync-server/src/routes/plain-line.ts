/** A line of text as it may come in a body: trimmed, not empty, with nothing in it that no database or header takes. */
import { z } from "zod";
import { problemSentences } from "@outrider/shared/protocol";

const UNFIT = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

export const plainLine = (max: number) =>
  z.string().trim().min(1).max(max).refine((text) => !UNFIT.test(text), problemSentences["control-text"]);
