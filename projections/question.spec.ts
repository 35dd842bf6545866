import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { queriesWith, questionOf, queryOf } from './index.js';
import { chatReportQuery } from './live-report.js';
import { readModelRowsQuery } from './rows-by-key-prefix.js';

const queries = queriesWith(new TemporalTimeZones());

describe('the question of a manifest', () => {
  it('has the defaults of parameters that were left out, also of inner ones', () => {
    expect(questionOf(chatReportQuery(new TemporalTimeZones()), { team: 'acme' })).toEqual({
      kind: 'report',
      name: 'chats',
      parameters: { team: 'acme', from: null, to: null, timeZone: 'UTC', groupBy: null, bucket: null },
    });
    expect(questionOf(readModelRowsQuery, { model: 'teams', prefix: 'a', page: { limit: 7 } })).toEqual({
      kind: 'read-model',
      name: 'teams',
      parameters: { prefix: 'a', page: { limit: 7, cursor: null } },
    });
  });

  it('is asked again without parameters that were left out', () => {
    const question = questionOf(readModelRowsQuery, { model: 'teams', prefix: '', page: { cursor: 'x' } });
    expect(queryOf(question, queries)?.params).toEqual({
      model: 'teams',
      prefix: '',
      page: { cursor: 'x', limit: 50 },
    });
    const facts = { group: ['acme', null], request: { team: null, timeZone: 'UTC' }, period: null };
    expect(queryOf({ kind: 'facts', name: 'chats', parameters: facts }, queries)?.params).toEqual({
      report: 'chats',
      group: ['acme', null],
      request: { timeZone: 'UTC' },
    });
  });
});
