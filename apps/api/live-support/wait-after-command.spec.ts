import { EngineClock } from '@ledgerdesk/application';
import { agents, liveQueue } from '@ledgerdesk/projections';
import { ManualTime } from '../../../test/support/manual-time.js';
import { policies, timelineOf } from '../../../test/support/policies.js';
import { readerAfter } from '../../../test/support/projected-rows.js';
import { anEvent } from '../../../test/support/recorded-events.js';
import { QueuePositions } from './queue-positions.js';

const CHAT = { channel: 'chat', requestId: 'ch-1' } as const;
const STATE = {
  status: 'waiting',
  product: 'dropbox',
  servedLanguage: 'ja',
  terms: 'standard',
  timeZone: 'Asia/Tokyo',
  retryAt: null,
} as const;

/** Positions in a queue of one chat, for which an agent is available, of read models that are in time or late. */
const positionsWhere = (isInTime: (name: string) => boolean): QueuePositions => {
  const rows = readerAfter(
    [agents, liveQueue],
    anEvent('AgentRegistered', { agentId: 'kenji', products: ['dropbox'], languages: ['ja'] }),
    anEvent('AgentAvailabilityChanged', { agentId: 'kenji', availability: 'available', channels: ['chat'] }),
    anEvent('ChatStarted', { chatId: 'ch-1' }),
  );
  const progress = {
    head: async () => '3',
    hasSeen: () => true,
    statuses: () => [],
    positionOf: () => '3',
    waitFor: async (_position: string, names: readonly string[]) => names.every(isInTime),
    waitForLog: async () => true,
  };
  const clock = new EngineClock(new ManualTime('2026-11-27T08:00:00.000Z'));
  return new QueuePositions(rows, progress, timelineOf(policies), clock);
};

const waitAfter = (positions: QueuePositions) =>
  positions.getAfter({ position: '3', revision: 0, repeated: false, recorded: 1, state: STATE }, CHAT);

describe('the wait that the reply to a command shows', () => {
  it('K4 has the position, and whether an agent is available', async () => {
    expect(await waitAfter(positionsWhere(() => true))).toMatchObject({ position: 1, agentsAvailable: true });
  });

  it.each(['live-queue', 'agents'])('has neither while the read model %s is behind the command', async (late) => {
    const wait = await waitAfter(positionsWhere((name) => name !== late));
    expect(wait).not.toHaveProperty('position');
    expect(wait).not.toHaveProperty('agentsAvailable');
  });
});
