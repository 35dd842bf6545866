import type { Projection, RecordedEvent } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { addOnHistories, agentHistories, liveHistories, ticketHistories } from '../test/support/arbitrary-logs.js';
import { rowsOf } from '../test/support/projected-rows.js';
import { PROJECTIONS } from './index.js';
import { rowStreams } from './row-streams.js';

/** The events that a row of a history is made of, by its streams. */
const ofStreams = (projection: Projection, key: string, history: readonly RecordedEvent[]) => {
  const streams = rowStreams(projection.name, key);
  return streams && history.filter(({ stream }) => streams.includes(stream));
};

describe('the streams of a row', () => {
  it('contain every event that makes it', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.oneof(ticketHistories, liveHistories, agentHistories, addOnHistories), (history) => {
        for (const projection of PROJECTIONS)
          for (const [key, row] of rowsOf(projection, history)) {
            const events = ofStreams(projection, key, history);
            if (!events) continue;
            found += 1;
            expect([projection.name, rowsOf(projection, events).get(key)]).toEqual([projection.name, row]);
          }
      }),
      { numRuns: 50 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('are unknown for rows that events of any stream change', () => {
    expect(rowStreams('ticket-list', 't-1')).toEqual(['ticket-t-1']);
    expect(rowStreams('ticket-thread', 't-1/0003')).toEqual(['ticket-t-1']);
    expect(rowStreams('feature-digests', 'acme.2026-Q4')).toEqual(['quarter-acme.2026-Q4']);
    expect(rowStreams('agent-times', 'engagement.kenji.e-1')).toEqual(['agent-kenji']);
    expect(rowStreams('add-on-terms', 'acme.dropbox')).toEqual(['addOn-acme.dropbox']);
    expect(rowStreams('add-on-ledger', 'acme.dropbox')).toEqual(['addOn-acme.dropbox']);
    expect(rowStreams('add-on-ledger', 'acme.dropbox.renewal-2026-12')).toEqual(['addOn-acme.dropbox']);
    expect(rowStreams('live-outcomes', 'chat.ch-1')).toEqual(['chat-ch-1', 'ticket-ch-1']);
    expect(rowStreams('own-live-requests', 'chat-ch-1')).toEqual(['chat-ch-1', 'ticket-ch-1']);
    expect(rowStreams('ticket-flow', 't-1')).toEqual(['ticket-t-1']);
    expect(rowStreams('members', 'acme.aiko')).toEqual(['member-acme.aiko']);
    expect(rowStreams('teams', 'acme')).toEqual(['team-acme']);
    expect(rowStreams('live-agents', 'kenji')).toEqual(['agent-kenji']);
    expect(rowStreams('dashboard', 'acme.aiko')).toBeUndefined();
  });
});
