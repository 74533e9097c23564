/** What a person, or a workspace, may be called where somebody gives the name himself. */
import { z } from "zod";
import { problemSentences } from "@outrider/shared/protocol";

/** Without control characters: a database takes no NUL, and a name is one line. */
export const givenName = z.string().trim().min(1).max(100).regex(/^\P{Cc}*$/u, problemSentences["plain-letters"]);
