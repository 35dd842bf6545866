import { ApiProblem } from '@ledgerdesk/client';

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** Returns true for a refusal. Other failures may hide an effect: a lost response, or a repetition that was refused. */
const hadNoEffect = (failure: unknown): boolean =>
  failure instanceof ApiProblem && failure.status < SERVER_ERROR && failure.status !== TOO_MANY_REQUESTS;

const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** Gives attempts at a command their Idempotency-Keys, so that it has its effect once. */
export class Attempt {
  private input: string | undefined;
  private key = '';

  /** True if no request is outstanding, and it is known whether the last one took effect. */
  get hasEnded(): boolean {
    return this.input === undefined;
  }

  /** The key of the last attempt if it was the same and may have had its effect, else a new one. */
  keyFor(input: unknown): string {
    const text = JSON.stringify(input) ?? '';
    if (this.input !== text) this.key = newKey();
    this.input = text;
    return this.key;
  }

  /** Ends the attempt: the next command gets a new idempotency key, even with the same input. */
  succeed(): void {
    this.input = undefined;
  }

  /** Ends the attempt after a refusal. After any other failure, the same input is sent again under the same key. */
  fail(failure: unknown): void {
    if (hadNoEffect(failure)) this.input = undefined;
  }
}
