import { IdField, InstantField, IntegerField } from '../platform/http/fields.js';

export class AppointmentBody {
  @IdField({ example: 'kenji', description: 'Id of a registered agent.' }) consultantId: string;
  @InstantField({ example: '2026-12-01T01:00:00Z', description: 'Start of the hour, within half a year.' })
  startsAt: string;
}

export class ConsultationBody extends AppointmentBody {
  @IdField({ example: 'dropbox', description: 'Product of the add-on.' }) product: string;
}

export class ConsultationForBody extends ConsultationBody {
  @IdField({ example: 'aiko', description: 'Id of an admin or Champion (C6).' }) memberId: string;
}

export class UsageBody {
  @IntegerField(0, 1_000_000_000, {
    example: 12,
    description: 'Number of times the team has used the feature in this calendar quarter so far (UTC).',
  })
  count: number;
}
