/** A line of text as it may come in a body: trimmed, not empty, with nothing in it that no database or header takes. */
import { hasHalfSign } from "@outrider/shared/kernel";
import { z } from "zod";
import { problemSentences } from "@outrider/shared/protocol";

const CONTROL = /[\u0000-\u001f\u007f]/;

export const plainLine = (max: number) =>
  z.string().trim().min(1).max(max).refine((text) => !CONTROL.test(text) && !hasHalfSign(text), problemSentences["control-text"]);
