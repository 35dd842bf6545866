import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../platform/http/paging.js';
import { MESSAGE_STATES } from './outbox-message.schemas.js';

export class OutboxQuery extends PageQuery {
  @ApiProperty({
    required: false,
    enum: MESSAGE_STATES,
    example: 'dead',
    description: 'Only messages in this state. `dead`: all attempts have failed.',
  })
  @IsOptional()
  @IsIn(MESSAGE_STATES)
  state?: (typeof MESSAGE_STATES)[number];
}
