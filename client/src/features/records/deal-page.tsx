// The page of one deal.
import { RecordPage } from "./record-page.tsx";

const DealPage = () => <RecordPage kind="deal" />;

export default DealPage;
