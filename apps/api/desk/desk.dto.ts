import { SERVED_LANGUAGES, type ServedLanguage } from '@ledgerdesk/events';
import { EnumListField, IdField, IdListField, LONG_TEXT, TextField } from '../platform/http/fields.js';

export class AssignmentBody {
  @IdField({ example: 'kenji', description: 'Id of a registered agent, or your own.' }) agentId: string;
}

export class HoldBody {
  @TextField(1024, { example: 'Waiting for the vendor.', description: 'Why the ticket is on hold.' }) reason: string;
}

export class SolutionBody {
  @TextField(LONG_TEXT, {
    optional: true,
    description: 'Text of the answer. Default: none; the response clock stops as solved unanswered.',
  })
  body?: string;
}

export class NextRequestBody {
  @IdListField({ optional: true, description: 'Products. Default: those of the registration, else all.' })
  products?: string[];
  @EnumListField(SERVED_LANGUAGES, {
    optional: true,
    description: 'Languages. Default: those of the registration, else all.',
  })
  languages?: ServedLanguage[];
}
