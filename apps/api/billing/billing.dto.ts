import { EDITIONS, type Edition } from '@ledgerdesk/events';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { IdField, EnumField, TextField } from '../platform/http/fields.js';

export class QuoteBody {
  @IdField({ example: 'dropbox', description: 'The add-on, by the product it is for (P13).' }) product: string;
  @EnumField(EDITIONS) edition: Edition;
}

export class PurchaseBody {
  @ApiProperty({ description: 'As the quote gave it.' }) @IsString() @MinLength(1) @MaxLength(8192) quoteId: string;
  @IdField({ description: 'The inquiry that sales completes by it (P3).', optional: true }) inquiryId?: string;
}

export class InquiryBody {
  @IdField({ example: 'dash' }) product: string;
  @TextField(4096, { example: 'Please call me about Enhanced.' }) message: string;
}
