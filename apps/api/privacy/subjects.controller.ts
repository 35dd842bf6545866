import { MEMBER_RECORDS, type Page } from '@ledgerdesk/projections';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ERASABLE_SUBJECTS, type SubjectFields } from '@ledgerdesk/events';
import { AllowedRoles } from '../platform/auth/access.js';
import { SubjectRecordsQuery } from './erasure.dto.js';
import { KnownSubjects } from './known-subjects.js';
import { PRIVACY_SCHEMAS } from './privacy.schemas.js';
import { placeIn, recordCursor } from './record-cursor.js';
import { subjectOf } from './subject.js';
import { type RecordPlace, type SubjectPage, type SubjectRecord, SubjectRecords } from './subject-records.js';

/** Records on a page, and characters of them as JSON. The first record alone may exceed that. */
const MAX_RECORDS = 200;
const MAX_CHARACTERS = 1_000_000;

/** Access of people to what is held on them, through operators and services (GDPR, articles 15 and 20). */
@ApiTags('operator')
@Controller('v1/privacy/subjects')
export class SubjectsController {
  constructor(
    private readonly records: SubjectRecords,
    private readonly subjects: KnownSubjects,
  ) {}

  @Get(':kind/:subjectId')
  @AllowedRoles(['operator', 'service'], { reads: MEMBER_RECORDS, scope: 'privacy:read' })
  @ApiOperation({
    operationId: 'getSubject',
    summary: 'Get all that is held on a person',
    description: 'The person, tickets with texts and files, chats, callbacks, inquiries and mails, in pages.',
  })
  @ApiParam({ name: 'kind', enum: ERASABLE_SUBJECTS, description: 'Kind of the person.', example: 'member' })
  @ApiOkResponse({ schema: PRIVACY_SCHEMAS.SubjectPage })
  async one(
    @Param('kind') kind: string,
    @Param('subjectId') subjectId: string,
    @Query() { cursor }: SubjectRecordsQuery,
  ): Promise<SubjectPage> {
    const subject = subjectOf(kind, subjectId);
    const { erased } = await this.subjects.assertKnown(subject);
    return { kind: subject.kind, id: subjectId, erased, ...(await this.page(subject, placeIn(cursor))) };
  }

  private async page(subject: SubjectFields, from: RecordPlace): Promise<Page<SubjectRecord>> {
    const items: SubjectRecord[] = [];
    let [characters, last] = [0, from];
    for await (const { item, place } of this.records.after(subject, from)) {
      characters += JSON.stringify(item).length;
      if (items.length > 0 && (items.length === MAX_RECORDS || characters > MAX_CHARACTERS))
        return { items, next: recordCursor(last) };
      items.push(item);
      last = place;
    }
    return { items };
  }
}
