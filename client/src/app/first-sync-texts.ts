// Every word about a first sync that is put off.
import { catalogue } from "./catalogue.ts";

export const words = catalogue({
  later: "Later",
  putOff: "The rest was put off",
  putOffDetail: "What has come is here to work with, and what you do is saved on this device. It goes on when you come back to the app.",
  goOn: "Go on now",
});
