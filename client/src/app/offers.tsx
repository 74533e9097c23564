// What the app offers by itself, below any page: to log a call that was begun, to do what one is reminded of, to deal with what was shared. And what it
// does besides once the first screen is there.
import { ReminderBar } from "../features/agenda/reminder-bar.tsx";
import { ReachOffer } from "../features/records/reach-offer.tsx";
import { MeaningKept } from "./meaning-kept.tsx";
import { TellOwed } from "./tell-owed.tsx";
import { UseCounted } from "./use-counted.tsx";
import { ZoneFollowed } from "./zone-followed.tsx";
import { ShareWaiting } from "../features/share/share-waiting.tsx";

export const Offers = () => (
  <>
    <ReachOffer />
    <ReminderBar />
    <ShareWaiting />
    <UseCounted />
    <TellOwed />
    <MeaningKept />
    <ZoneFollowed />
  </>
);
