// Owns running many like tasks with at most `width` of them under way.

export const windowed = async (count: number, width: number, task: (n: number) => Promise<void>): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
};
