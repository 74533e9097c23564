// Every word of the banners about the whole app: a new version, and what the engine has to say.
import { catalogue } from "./catalogue.ts";

export const words = catalogue({
  update: {
    waiting: "A new version is ready",
    waitingDetail: "What you have saved stays. The page reloads once.",
    accept: "Update now",
    unsaved: "You are in the middle of something",
    unsavedDetail: "Save or discard what you have typed here, then update. The new version waits.",
    unsavedElsewhere: "Another tab is in the middle of something",
    unsavedElsewhereDetail: "Save or discard what is typed there, then update. The new version waits.",
    anyway: "Update anyway",
    old: "This page is from an older version",
    oldDetail: "Finish what you are typing, then reload.",
    reload: "Reload",
  },
  engine: {
    elsewhere: "Outrider works in another tab",
    elsewhereDetail: "That tab does not answer. Go on there, or close it.",
    replaced: "A newer version has taken over",
    replacedDetail: "Reload to go on here. What you have saved is safe.",
    reload: "Reload",
    updateNeeded: "An update is needed before this device can sync",
    updateNeededDetail: "Reload the page. What you have saved stays and is sent then.",
    lost: "The browser lost or damaged what was kept on this device",
    lostDetail: "It is being fetched again. Edits that could still be read are kept; others that had not reached the server are gone.",
    trouble: "This device needs your attention",
    details: "See details",
  },
});
