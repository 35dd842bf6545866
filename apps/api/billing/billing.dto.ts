import { EDITIONS, type Edition } from '@ledgerdesk/events';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { INQUIRY_STATES, type InquiryState } from '@ledgerdesk/projections';
import { EnumField, IdField, IntegerField, TextField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';
import { EXAMPLES } from '../platform/openapi/examples.js';

export class QuoteBody {
  @IdField({ example: 'dropbox', description: 'Product of the add-on (P13).' }) product: string;
  @EnumField(EDITIONS, { description: 'Edition of the add-on.' }) edition: Edition;
  @IntegerField(0, 1_000_000_000, {
    description:
      'Price per seat and billing interval that sales agreed with the team, in minor units of its currency. Only for ' +
      'sales, and only where no price is listed (P1).',
    optional: true,
    example: 450,
  })
  agreedUnitPrice?: number;
}

export class PurchaseBody {
  @ApiProperty({ example: EXAMPLES.signedQuote, description: '`quoteId` of the quote.' })
  @IsString()
  @MinLength(1)
  @MaxLength(8192)
  quoteId: string;
  @IdField({
    optional: true,
    example: EXAMPLES.inquiryId,
    description: 'Inquiry that this purchase completes (P3).',
  })
  inquiryId?: string;
}

export class SeatQuoteBody {
  @IntegerField(1, 1_000_000, { example: 30, description: 'Number of seats after the change.' }) seats: number;
}

export class SeatChangeBody {
  @ApiProperty({ example: EXAMPLES.signedQuote, description: '`quoteId` of the quote of this change (P8).' })
  @IsString()
  @MinLength(1)
  @MaxLength(8192)
  quoteId: string;
}

export class RemovalBody {
  @ApiProperty({ example: EXAMPLES.signedQuote, description: '`previewId` of the preview of this removal (P8).' })
  @IsString()
  @MaxLength(8192)
  @MinLength(1, { message: '$property is required. Request a preview first: POST …/removal/preview (P8)' })
  previewId: string;
}

export class InquiryClosureBody {
  @TextField(1024, { example: 'The team decided to wait.', description: 'Why there was no sale. The member sees it.' })
  reason: string;
}

export class InquiryBody {
  @IdField({ example: 'dash', description: 'Product of the add-on.' }) product: string;
  @TextField(4096, { example: 'Please call me about Enhanced.', description: 'Text for sales.' }) message: string;
}

export class InquiriesQuery extends PageQuery {
  @EnumField(INQUIRY_STATES, {
    optional: true,
    default: 'open',
    example: 'closed',
    description: 'State of the inquiries. `completed`: by a purchase or change of edition. `closed`: without one.',
  })
  state?: InquiryState;

  @IdField({ optional: true, example: 'acme', description: 'Only those of one team.' }) team?: string;
}
