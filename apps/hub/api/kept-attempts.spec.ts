import { ApiProblem, NoResponse } from '@ledgerdesk/client';
import { keepAttempt, keptAttempt } from './kept-attempts.js';

const REFUSAL = new ApiProblem(
  { type: 'urn:ledgerdesk:problem:refused', status: 409, title: 'No', detail: 'No.' },
  null,
  undefined,
);

const LOST = new NoResponse('POST /v1/answers', 5, undefined);

/** An attempt at the command `answer` from a page of its own. Returns its Idempotency-Key. */
const attemptThat = (end: 'succeeds' | Error, name = 'answer'): string => {
  const attempt = keptAttempt(name);
  const key = attempt.keyFor('Hello');
  if (end === 'succeeds') attempt.succeed();
  else attempt.fail(end);
  keepAttempt(name, attempt);
  return key;
};

it('an attempt whose response was lost is repeated with its key from another page, until it has ended', () => {
  const first = attemptThat(LOST);
  expect(attemptThat(REFUSAL, 'note')).not.toBe(first);
  expect(attemptThat(LOST)).toBe(first);
  expect(attemptThat(REFUSAL)).toBe(first);
  const next = attemptThat('succeeds');
  expect(next).not.toBe(first);
  expect(attemptThat('succeeds')).not.toBe(next);
});
