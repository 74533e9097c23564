// Numbers and addresses as links that call or write.
export const telHref = (phone: string): string => `tel:${phone.replace(/[^+\d*#]/g, "")}`;
export const mailHref = (email: string): string => `mailto:${encodeURIComponent(email).replace("%40", "@")}`;
