import type { CommandSamples } from '../samples.js';
import type { ConsultantCommand } from './decide.js';

const reservation = { consultantId: 'kenji', appointmentId: 'con-1' };

/** Sample commands on a consultant. */
export const CONSULTANT_SAMPLES: CommandSamples<ConsultantCommand> = {
  ReserveConsultant: {
    payload: {
      ...reservation,
      teamId: 'acme',
      occasion: 'consultation',
      startsAt: '2026-12-08T01:00:00.000Z',
      endsAt: '2026-12-08T02:00:00.000Z',
    },
  },
  SettleReservation: { payload: reservation },
  EraseConsultant: { payload: { consultantId: 'kenji' } },
};
