/** How the two steps of an answer that solves its ticket are sent, each with its key. */
interface AnswerSteps<T> {
  readonly post: (key: string) => Promise<T>;
  /** Undefined: the answer does not solve the ticket. */
  readonly solve: ((key: string) => Promise<T>) | undefined;
}

/**
 * Sends answers in steps. An answer that was posted is not posted again if its ticket could not be solved: the next
 * attempt with the same words goes on with the second step.
 */
export const answerInSteps = <T>() => {
  let posted: { readonly words: string; readonly result: T } | undefined;
  return async (words: string, key: string, { post, solve }: AnswerSteps<T>): Promise<T> => {
    const { result } = posted?.words === words ? posted : (posted = { words, result: await post(key) });
    const last = solve ? await solve(`${key}-solution`) : result;
    posted = undefined;
    return last;
  };
};
