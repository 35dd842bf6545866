import { Id, Moment, Whole } from '../platform/http/fields.js';

/** A time with somebody. */
export class AppointmentBody {
  @Id({ example: 'kenji', description: 'A registered agent.' }) consultantId: string;
  @Moment({ example: '2026-12-01T01:00:00Z', description: 'Begin of the hour, within half a year.' }) startsAt: string;
}

export class ConsultationBody extends AppointmentBody {
  @Id({ example: 'dropbox', description: 'The product of the add-on.' }) product: string;
}

export class ConsultationForBody extends ConsultationBody {
  @Id({ example: 'aiko', description: 'For whom: an admin, or a Champion (C6).' }) memberId: string;
}

export class UsageBody {
  @Whole(0, 1_000_000_000, {
    example: 12,
    description: 'How often the team has used it in this calendar quarter so far (UTC).',
  })
  count: number;
}
