// The page at /leads.
import { ListPage } from "./list-page.tsx";

const LeadsPage = () => <ListPage kind="lead" key="lead" />;

export default LeadsPage;
