/** Work that goes side by side, in lanes: the one place that decides what may be under way at once. */

/**
 * Goes through lanes, at most `width` at once; within a lane one item after another.
 * Once `stopped()` says so nothing begins any more, in any lane; what is under way ends.
 *
 * @throws what the first failing `work` threw, once the others have ended
 */
export async function goThrough<T>(
  lanes: readonly (readonly T[])[],
  width: number,
  work: (item: T) => Promise<void>,
  stopped: () => boolean,
): Promise<void> {
  const waiting = lanes.values();
  let broken = false;
  const worker = async (): Promise<void> => {
    // All workers take from the same iterator: who is free takes the next lane.
    for (const lane of waiting) {
      for (const item of lane) {
        if (broken || stopped()) return;
        await work(item);
      }
    }
  };
  const guarded = (): Promise<void> =>
    worker().catch((error: unknown) => {
      broken = true;
      throw error;
    });
  const workers = Array.from({ length: Math.min(width, lanes.length) }, guarded);
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** A queue: what is given to it is done one at a time, in the order in which it was given. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
}
