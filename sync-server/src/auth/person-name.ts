/** What a person, or a workspace, may be called where somebody gives the name himself. */
import { z } from "zod";
import { problemSentences } from "@outrider/shared/protocol";

/** One line, as the field of a member record takes it: no control characters, no half signs. */
export const givenName = z.string().trim().min(1).max(100).regex(/^[^\p{Cc}\p{Cs}]*$/u, problemSentences["no-control-characters"]);
