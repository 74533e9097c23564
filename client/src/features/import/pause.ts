// Lets the page draw and answer between two pieces of long work.
export const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
