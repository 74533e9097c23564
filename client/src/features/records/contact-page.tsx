// The page of one contact.
import { RecordPage } from "./record-page.tsx";

const ContactPage = () => <RecordPage kind="contact" />;

export default ContactPage;
