import type { CommandSamples } from '../samples.js';
import type { QuarterCommand } from './commands.js';

const quarter = { teamId: 'acme', quarter: '2026-Q4' };

/** Sample commands on the quarter of a team. */
export const QUARTER_SAMPLES: CommandSamples<QuarterCommand> = {
  ScheduleRootCauseSession: {
    payload: {
      ...quarter,
      sessionId: 's-1',
      memberId: 'aiko',
      consultantId: 'kenji',
      startsAt: '2026-12-08T01:00:00.000Z',
    },
    repeat: 'refused',
  },
  HoldRootCauseSession: { payload: quarter },
  CancelRootCauseSession: { payload: quarter, variants: [{ memberId: 'aiko' }] },
  MoveRootCauseSession: {
    payload: {
      ...quarter,
      sessionId: 's-2',
      memberId: 'aiko',
      consultantId: 'yuki',
      startsAt: '2026-12-09T01:00:00.000Z',
    },
    repeat: 'recorded',
  },
  EndRootCauseSession: {
    payload: { ...quarter, endedAt: '2026-12-01T00:00:00.000Z', reason: 'add-on-ended' },
  },
  RecordFeatureUsage: { payload: { ...quarter, feature: 'rewind', count: 3 } },
  SendFeatureDigest: { payload: quarter },
  RecordDigestMails: {
    payload: { ...quarter, memberIds: ['aiko'], outcome: 'mailed' },
    variants: [{ outcome: 'late' }],
  },
};
