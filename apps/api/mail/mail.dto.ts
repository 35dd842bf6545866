import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../platform/http/paging.js';

const STATES = ['waiting', 'sent', 'dead'] as const;

export class MailQuery extends PageQuery {
  @ApiProperty({ required: false, enum: STATES, description: '`dead`: given up.' })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];
}
