import { SERVED_LANGUAGES, type ServedLanguage } from '@ledgerdesk/events';
import { Transform } from 'class-transformer';
import { EnumField, IdField, InstantField, IntegerField } from '../platform/http/fields.js';
import { PageQuery, toInteger } from '../platform/http/paging.js';

export class ConsultantQuery extends PageQuery {
  @InstantField({ optional: true, description: 'Free hours from this instant on. Default: now.' }) from?: string;
  @Transform(toInteger)
  @IntegerField(1, 14, { optional: true, example: 7, description: 'Number of days to look ahead. Default: 7.' })
  days?: number;
  @IdField({ optional: true, example: 'dropbox', description: 'Product that the consultant supports.' })
  product?: string;
  @EnumField(SERVED_LANGUAGES, { optional: true, description: 'Language that the consultant supports.' })
  language?: ServedLanguage;
}

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
