import { IdField, InstantField, IntegerField } from '../platform/http/fields.js';

/** A time with somebody. */
export class AppointmentBody {
  @IdField({ example: 'kenji', description: 'A registered agent.' }) consultantId: string;
  @InstantField({ example: '2026-12-01T01:00:00Z', description: 'Begin of the hour, within half a year.' })
  startsAt: string;
}

export class ConsultationBody extends AppointmentBody {
  @IdField({ example: 'dropbox', description: 'The product of the add-on.' }) product: string;
}

export class ConsultationForBody extends ConsultationBody {
  @IdField({ example: 'aiko', description: 'For whom: an admin, or a Champion (C6).' }) memberId: string;
}

export class UsageBody {
  @IntegerField(0, 1_000_000_000, {
    example: 12,
    description: 'How often the team has used it in this calendar quarter so far (UTC).',
  })
  count: number;
}
