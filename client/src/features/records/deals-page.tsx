// The page at /deals.
import { ListPage } from "./list-page.tsx";

const DealsPage = () => <ListPage kind="deal" key="deal" />;

export default DealsPage;
