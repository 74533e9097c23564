// What a note is made of: the marks and blocks an editor knows. Anything else in a document is not shown.
import type { AnyExtension } from "@tiptap/core";
import Collaboration from "@tiptap/extension-collaboration";
import { Placeholder } from "@tiptap/extensions";
import StarterKit from "@tiptap/starter-kit";
import type { NoteState } from "../../../rooms/index.ts";
import { carets } from "./carets.ts";
import { isSafeHref } from "./link-href.ts";
import { moveCaretFirst } from "./move-caret-first.ts";
import { noteLimits, type NoteLimitsOptions } from "./note-limits.ts";

/** The one root that the server takes text in. */
const FIELD = "body";

export const noteExtensions = ({ doc, awareness }: NonNullable<NoteState["document"]>, placeholder: string, limits: NoteLimitsOptions): AnyExtension[] => [
  StarterKit.configure({
    undoRedo: false,
    // Every page would add one of its own.
    trailingNode: false,
    heading: { levels: [2, 3, 4] },
    link: { openOnClick: "whenNotEditable", autolink: true, defaultProtocol: "https", isAllowedUri: (href) => isSafeHref(href), HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" } },
  }),
  Placeholder.configure({ placeholder }),
  moveCaretFirst(doc),
  Collaboration.configure({ document: doc, field: FIELD }),
  carets(awareness),
  noteLimits(limits),
];
