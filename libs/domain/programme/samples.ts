import type { CommandSamples } from '../samples.js';
import type { ProgrammeCommand } from './decide.js';

const consultation = { teamId: 'acme', consultationId: 'con-1' };

/** Sample commands on a programme. */
export const PROGRAMME_SAMPLES: CommandSamples<ProgrammeCommand> = {
  BookConsultation: {
    payload: {
      ...consultation,
      product: 'dropbox',
      memberId: 'aiko',
      consultantId: 'kenji',
      startsAt: '2026-12-08T01:00:00.000Z',
    },
    repeat: 'recorded',
  },
  HoldConsultation: { payload: consultation },
  CancelConsultation: { payload: consultation, variants: [{ memberId: 'aiko' }] },
  MoveConsultation: {
    payload: {
      ...consultation,
      memberId: 'aiko',
      newConsultationId: 'con-2',
      consultantId: 'yuki',
      startsAt: '2026-12-09T01:00:00.000Z',
    },
    repeat: 'refused',
  },
  EndConsultations: {
    payload: {
      teamId: 'acme',
      source: 'team',
      product: 'dropbox',
      memberId: null,
      endedAt: '2026-12-01T00:00:00.000Z',
      reason: 'add-on-ended',
    },
    variants: [{ source: 'champion', product: null, memberId: 'aiko', reason: 'champion-withdrawn' }],
  },
};
