import { BILLING_INTERVALS, type BillingInterval } from '@ledgerdesk/events';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsISO31661Alpha2,
  IsISO4217CurrencyCode,
  IsObject,
  IsUppercase,
  ValidateNested,
} from 'class-validator';
import {
  BooleanField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  LocalDateField,
  NameField,
  TimeZoneField,
} from '../platform/http/fields.js';

export class BillingBody {
  @ApiProperty({ example: 'JPY', description: 'ISO 4217 currency code in upper case.' })
  @IsISO4217CurrencyCode()
  @IsUppercase()
  currency: string;
  @EnumField(BILLING_INTERVALS, { description: 'Length of a billing period.' }) interval: BillingInterval;
  @LocalDateField({ description: 'Local date from which billing periods are counted.' }) periodStart: string;
  @IntegerField(1, 1_000_000, { example: 25, description: 'Number of seats.' }) seats: number;
}

export class RegisterTeamBody {
  @IdField({ example: 'acme', description: 'Id of the team.' }) teamId: string;
  @NameField({ example: 'Acme KK', description: 'Name of the team.' }) name: string;
  @ApiProperty({ example: 'JP', description: 'ISO 3166-1 alpha-2 country code in upper case.' })
  @IsISO31661Alpha2()
  @IsUppercase()
  country: string;
  @TimeZoneField({ description: 'IANA time zone.' }) timeZone: string;
  @IdListField({ example: ['dropbox', 'dash'], description: 'Products in use.' }) products: string[];
  @BooleanField({ description: 'Whether the team may buy and remove Essentials without sales (P4).' })
  selfServe: boolean;
  @IdField({ optional: true, nullable: true, example: 'am-7', description: 'Id of the account manager.' })
  accountManager?: string | null;
  @ApiProperty({ type: BillingBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => BillingBody)
  billing: BillingBody;
}

/** Fields that are absent stay as they are. */
export class ChangeTeamBody {
  @NameField({ optional: true, example: 'Acme Holdings KK', description: 'Name of the team.' }) name?: string;
  @BooleanField({
    optional: true,
    description: 'Whether the team may buy and remove Essentials without sales (P4).',
  })
  selfServe?: boolean;
  @TimeZoneField({
    optional: true,
    description: 'IANA time zone. With an add-on, billing periods follow from the renewal (P9).',
  })
  timeZone?: string;
  @IntegerField(1, 1_000_000, {
    optional: true,
    example: 30,
    description: 'Number of seats. 409 while the team has an add-on: request a quote of the change (P8).',
  })
  seats?: number;
  @EnumField(BILLING_INTERVALS, {
    optional: true,
    description: 'Length of a billing period. With an add-on, from the renewal on (P10).',
  })
  interval?: BillingInterval;
}

export class ProductsBody {
  @IdListField({ example: ['dropbox'], description: 'Products in use.' }) products: string[];
}

export class AccountManagerBody {
  @IdField({
    optional: true,
    nullable: true,
    example: 'am-7',
    description: 'Id of the account manager; null if the team has none. Default: null.',
  })
  accountManager?: string | null;
}
