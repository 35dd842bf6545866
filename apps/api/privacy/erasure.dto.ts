import { ERASABLE_SUBJECTS, type ErasableSubject } from '@ledgerdesk/events';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { CursorField } from '../platform/http/paging.js';
import { EnumField } from '../platform/http/fields.js';

const SUBJECT_ID = /^[A-Za-z0-9_-]{1,64}(?:\.[A-Za-z0-9_-]{1,64})?$/;

/** The person to erase. */
export class SubjectBody {
  @EnumField(ERASABLE_SUBJECTS, { description: 'Kind of the person.' })
  kind: ErasableSubject;

  @ApiProperty({
    type: String,
    pattern: SUBJECT_ID.source,
    example: 'acme.aiko',
    description:
      'Id of the person: of a member, `<team id>.<member id>`; of an account manager, the id of the team, or of a ' +
      'successor of one who was erased, `<team id>.<number>`.',
  })
  @Matches(SUBJECT_ID, { message: '$property must be an id, or <team id>.<member id> for a member' })
  id: string;
}

export class SubjectRecordsQuery {
  @CursorField() cursor?: string;
}
