// The words with which the app offers to be installed, apart from those that every page needs.
import { catalogue } from "./catalogue.ts";

export const words = catalogue({
  title: "Keep Outrider at hand",
  why: "As an app it has its own icon and window, opens without a network, and shows how much needs your attention.",
  ask: "Install Outrider",
  shareMenu: "Open Safari's Share menu and choose “Add to Home Screen”.",
  dockMenu: "In Safari choose “Add to Dock” in the File menu.",
});
