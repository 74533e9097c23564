// The page at /companies.
import { ListPage } from "./list-page.tsx";

const CompaniesPage = () => <ListPage kind="company" key="company" />;

export default CompaniesPage;
