/** Why an install is needed in `folder`, or undefined when every package of its lock is there. */
export function missingFrom(folder: string): string | undefined;
