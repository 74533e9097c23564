// What the use of is counted, where it is: pages by their first name. Anything finer would say what somebody looked at.
export const FEATURES = ["home", "deals", "board", "forecast", "dashboard", "leads", "contacts", "companies", "import", "search", "sync", "people", "settings", "notifications", "more"] as const;
export type Feature = (typeof FEATURES)[number];
