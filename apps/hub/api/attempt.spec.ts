import { ApiProblem } from '@ledgerdesk/client';
import { Attempt } from './attempt.js';

const problem = (status: number): ApiProblem =>
  new ApiProblem({ type: 'urn:ledgerdesk:problem:refused', status, title: 'No', detail: 'No.' }, null, undefined);

describe('the Idempotency-Key of a repeated command', () => {
  it.each([
    ['a lost response', new TypeError('Failed to fetch')],
    ['an error of the server', problem(503)],
    ['too many requests', problem(429)],
  ])('is the same after %s', (_, failure) => {
    const attempt = new Attempt();
    const key = attempt.keyFor({ body: 'Hello' });
    attempt.fail(failure);
    expect(attempt.keyFor({ body: 'Hello' })).toBe(key);
  });

  it('is another one after a refusal, a success, and for another input', () => {
    const attempt = new Attempt();
    const keys = [attempt.keyFor(1)];
    attempt.fail(problem(409));
    keys.push(attempt.keyFor(1));
    attempt.succeed();
    keys.push(attempt.keyFor(1), attempt.keyFor(2));
    expect(new Set(keys).size).toBe(4);
  });
});
