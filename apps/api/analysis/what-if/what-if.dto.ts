import { CHANGES, type ClockChange, MAX_WHAT_IF_GROUPINGS, WHAT_IF_GROUPINGS } from '@ledgerdesk/what-if';
import { ApiProperty } from '@nestjs/swagger';
import { IsObject, Matches } from 'class-validator';
import { EnumField, IdListField, InstantField, OptionalField, TimeZoneField } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/paging.js';
import { LISTED_CLOCKS, type ListedClocks } from '../../platform/what-if/what-if-runner.js';

const NAME = `(${WHAT_IF_GROUPINGS.join('|')})`;
/** Up to three names to group by. */
const GROUP_BY = new RegExp(`^${NAME}(,${NAME}){0,${MAX_WHAT_IF_GROUPINGS - 1}}$`);
const NAMES = WHAT_IF_GROUPINGS.map((name) => `\`${name}\``).join(', ');
/** Teams of one question. */
const MAX_TEAMS = 200;

/** A parsed policy file. */
const PolicyFileField =
  (description: string, example: object): PropertyDecorator =>
  (target, name) => {
    ApiProperty({ required: false, type: Object, additionalProperties: true, description, example })(target, name);
    OptionalField()(target, name);
    IsObject({ message: '$property must be an object: the contents of a policy file' })(target, name);
  };

export class WhatIfBody {
  @PolicyFileField(
    'Contents of a policy file in place of the versions that were in force, with a version that the log has not used ' +
      'with other contents. Default: those versions.',
    { version: 'sixty-minutes', editionMinutes: { essentials: 60, enhanced: 60 } },
  )
  policy?: object;

  @PolicyFileField('Contents of a calendars file in place of the versions that were in force.', {
    version: 'with-holidays',
    calendars: [],
  })
  calendars?: object;

  @InstantField({ optional: true, description: 'Only clocks that started at or after this instant. Default: all.' })
  from?: string;

  @InstantField({
    optional: true,
    description: 'Only clocks that started before this instant. Default: all.',
    example: '2026-12-01T00:00:00Z',
  })
  to?: string;

  @IdListField({ optional: true, example: ['acme'], description: 'Only these teams. Default: all.' }, MAX_TEAMS)
  teams?: string[];

  @TimeZoneField({ optional: true, description: 'IANA time zone of months and hours of the week. UTC by default.' })
  timeZone?: string;

  @EnumField(LISTED_CLOCKS, {
    optional: true,
    default: 'changed',
    description: 'Clocks to list: those whose breach is gained or lost (`changed`), or `all`.',
  })
  clocks?: ListedClocks;
}

export class WhatIfGroupsQuery extends PageQuery {
  @ApiProperty({
    required: false,
    type: String,
    example: 'team,month',
    description: `Up to three names to group by, separated by commas: ${NAMES}. \`team,level,month\` by default.`,
  })
  @OptionalField()
  @Matches(GROUP_BY, { message: `$property must have up to three of ${NAMES}, separated by commas` })
  groupBy?: string;
}

export class WhatIfClocksQuery extends PageQuery {
  @EnumField(CHANGES, { optional: true, description: 'Only clocks with this change. Default: all that are listed.' })
  change?: ClockChange;
}
