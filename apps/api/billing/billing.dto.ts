import { EDITIONS, type Edition } from '@ledgerdesk/events';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { Id, OneOf, Text } from '../platform/http/fields.js';

export class QuoteBody {
  @Id({ example: 'dropbox', description: 'The add-on, by the product it is for (P13).' }) product: string;
  @OneOf(EDITIONS) edition: Edition;
}

export class PurchaseBody {
  @ApiProperty({ description: 'As the quote gave it.' }) @IsString() @MinLength(1) @MaxLength(8192) quoteId: string;
  @Id({ description: 'The inquiry that sales completes by it (P3).', optional: true }) inquiryId?: string;
}

export class InquiryBody {
  @Id({ example: 'dash' }) product: string;
  @Text(4096, { example: 'Please call me about Enhanced.' }) message: string;
}
