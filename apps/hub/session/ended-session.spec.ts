import { ApiProblem } from '@ledgerdesk/client';
import { QueryClient } from '@tanstack/react-query';
import { checkSession } from './ended-session.js';

const refusal = (status: number): ApiProblem =>
  new ApiProblem({ type: 'urn:ledgerdesk:problem:refused', status, title: 'No', detail: 'No.' }, null, undefined);

describe('a read that is refused', () => {
  it.each([
    [401, 'tickets', ['self', 'session']],
    [401, 'self', ['session']],
    [401, 'session', []],
    [403, 'tickets', []],
  ])('with %d, of %s, loads %j again', (status, topic, expected) => {
    const queries = new QueryClient();
    for (const one of ['self', 'session']) queries.setQueryData([one], {});
    checkSession(queries, refusal(status), [topic]);
    const loaded = ['self', 'session'].filter((one) => queries.getQueryState([one])?.isInvalidated);
    expect(loaded).toEqual(expected);
    queries.clear();
  });
});
