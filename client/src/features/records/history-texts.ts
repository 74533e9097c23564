// Every word of the history of a field.
import { catalogue } from "../../app/catalogue.ts";

export const words = catalogue({
  title: (label: string) => `History of ${label.toLowerCase()}`,
  list: (label: string) => `What ${label.toLowerCase()} was, newest first`,
  asking: "Asking the server",
  here: "As the server has it now.",
  offline: (when: string) => `No connection. What came before ${when} is here as it was known then; what you do now is shown too.`,
  neverAsked: "No connection, and this was not looked at before on this device. It shows what the record itself remembers.",
  gone: "You can no longer see the history of this record.",
  pending: "Not sent yet",
  stands: "Stands now",
  gaveWay: "Gave way",
  agreed: "Said the same",
  empty: "empty",
  added: (elements: string) => `Added ${elements}`,
  removed: (elements: string) => `Removed ${elements}`,
  use: "Use again",
  useValue: (value: string) => `Use ${value} again`,
  addAgain: "Add again",
  addElements: (elements: string) => `Add ${elements} again`,
  used: (label: string) => `${label}: the earlier value is back`,
  older: "Show older",
  none: "Nothing has been entered here yet.",
});
