// The page of one company.
import { RecordPage } from "./record-page.tsx";

const CompanyPage = () => <RecordPage kind="company" />;

export default CompanyPage;
