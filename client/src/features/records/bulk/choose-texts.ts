// What a list says of choosing several of its records; what can be done with them has its words apart, which no list needs
// before any is chosen.
import { catalogue } from "../../../app/catalogue.ts";

export const chooseWords = catalogue({
  start: "Choose several",
  choose: (title: string) => `Choose ${title}`,
  chooseAll: "Choose all",
});
