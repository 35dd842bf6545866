import { ADMIN_ROLES, type AdminRole, MEMBER_STATUSES } from '@ledgerdesk/events';
import type { MemberRow } from '@ledgerdesk/projections';
import { ApiProperty } from '@nestjs/swagger';
import { IsISO31661Alpha2, IsOptional, IsUppercase } from 'class-validator';
import { EnumField, IdField, TextField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';

/** Maximum size of a search text in bytes. */
const SEARCH_BYTES = 200;

export class TeamsQuery extends PageQuery {
  @TextField(SEARCH_BYTES, {
    optional: true,
    example: 'acme',
    description: 'Text in the name or id. Case and width of letters do not count.',
  })
  q?: string;
  @IdField({ optional: true, example: 'dropbox', description: 'Product in use.' }) product?: string;
  @ApiProperty({
    required: false,
    example: 'JP',
    type: String,
    description: 'ISO 3166-1 alpha-2 country code in upper case.',
  })
  @IsOptional()
  @IsISO31661Alpha2()
  @IsUppercase()
  country?: string;
  @IdField({ optional: true, example: 'am-7', description: 'Id of the account manager.' }) accountManager?: string;
}

export class MembersQuery extends PageQuery {
  @TextField(SEARCH_BYTES, {
    optional: true,
    example: 'sato',
    description: 'Text in the name, id or e-mail address. Case and width of letters do not count.',
  })
  q?: string;
  @EnumField([...MEMBER_STATUSES, 'deactivated'], {
    optional: true,
    example: 'active',
    description: 'Status of the member. Default: any.',
  })
  status?: MemberRow['status'];
  @EnumField(ADMIN_ROLES, { optional: true, example: 'team_admin', description: 'Admin role of the member.' })
  role?: AdminRole;
  @EnumField(['true', 'false'], {
    optional: true,
    example: 'true',
    description: '`true`: Champions only. `false`: no Champions.',
  })
  champion?: 'true' | 'false';
}
