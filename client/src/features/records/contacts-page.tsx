// The page at /contacts.
import { ListPage } from "./list-page.tsx";

const ContactsPage = () => <ListPage kind="contact" key="contact" />;

export default ContactsPage;
