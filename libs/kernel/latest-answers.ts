/**
 * Keeps the answers that were asked for last, also while they are computed. One that fails is computed again.
 *
 * @example
 * const answers = new LatestAnswers<Report>(4);
 * await answers.get('2026-11', () => computeReport('2026-11'));
 */
export class LatestAnswers<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();

  /** @param max number of answers that are kept */
  constructor(private readonly max: number) {}

  get(key: string, compute: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#answers.get(key) ?? this.start(key, compute);
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.max && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  private start(key: string, compute: () => Promise<Answer>): Promise<Answer> {
    const answer = compute();
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
    return answer;
  }
}
