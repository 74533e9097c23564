// The page of one lead.
import { RecordPage } from "./record-page.tsx";

const LeadPage = () => <RecordPage kind="lead" />;

export default LeadPage;
