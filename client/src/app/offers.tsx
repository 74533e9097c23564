// What the app offers by itself, below any page: to log a call that was begun, to deal with what was shared.
import { ReachOffer } from "../features/records/reach-offer.tsx";
import { ShareWaiting } from "../features/share/share-waiting.tsx";

export const Offers = () => (
  <>
    <ReachOffer />
    <ShareWaiting />
  </>
);
