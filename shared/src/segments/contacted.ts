/** The moments of the calls, meetings and emails on a deal or a lead, or with a contact or a company: it follows from what hangs on the record and is no field of it. */
export const CONTACTED = "contactedOn";
