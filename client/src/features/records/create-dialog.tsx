// The dialog for a new record, whose form comes when it is first opened.
import type { PageKind } from "../../app/record-route.ts";
import { whenOpened } from "../../ui/when-opened.tsx";
import type { Typed } from "./draft.ts";

export type CreateDialogProps = {
  readonly kind: PageKind;
  readonly open: boolean;
  /** Given by the place it is made from: the company of a new contact. */
  readonly initial?: Typed | undefined;
  readonly initialTitles?: Typed | undefined;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
};

const CreateForm = whenOpened(async () => (await import("./create-form.tsx")).CreateForm);

export const CreateDialog = (props: CreateDialogProps) => (props.open ? <CreateForm {...props} /> : null);
