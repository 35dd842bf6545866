/** How the two steps of an answer that solves its ticket are sent, each with its key. */
interface AnswerSteps<T> {
  readonly post: (key: string) => Promise<T>;
  /** Undefined: the answer does not solve the ticket. */
  readonly solve: ((key: string) => Promise<T>) | undefined;
}

/** An answer that was posted, but whose ticket is not solved yet. */
export interface PostedAnswer<T> {
  readonly words: string;
  readonly result: T;
}

/**
 * Sends answers in steps. An answer that was posted is not posted again if its ticket could not be solved: the next
 * attempt of the same name with the same words goes on with the second step, also from another page.
 */
export const answerInSteps =
  <T>(name: string, posted: Map<string, PostedAnswer<T>>) =>
  async (words: string, key: string, { post, solve }: AnswerSteps<T>): Promise<T> => {
    const known = posted.get(name);
    const { result } = known?.words === words ? known : { result: await post(key) };
    posted.set(name, { words, result });
    const last = solve ? await solve(`${key}-solution`) : result;
    posted.delete(name);
    return last;
  };
