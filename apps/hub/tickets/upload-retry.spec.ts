import { ApiProblem } from '@ledgerdesk/client';
import { mayRetryUpload } from './upload-retry.js';

describe('an upload is offered again', () => {
  it.each([
    [413, false],
    [400, false],
    [429, true],
    [503, true],
  ])('after %d: %s', (status, isOffered) => {
    const problem = new ApiProblem(
      { type: 'about:blank', title: 'Refused', status, detail: 'Refused.' },
      null,
      undefined,
    );
    expect(mayRetryUpload(problem)).toBe(isOffered);
  });

  it('after no answer', () => {
    expect(mayRetryUpload(new TypeError('fetch failed'))).toBe(true);
  });
});
