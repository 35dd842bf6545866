import {
  ADMIN_ROLES,
  type AdminRole,
  BILLING_INTERVALS,
  type BillingInterval,
  CHAMPION_LEVELS,
  type ChampionLevel,
  LIVE_CHANNELS,
  type LiveChannel,
  SERVED_LANGUAGES,
  type ServedLanguage,
} from '@ledgerdesk/events';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsEmail,
  IsISO31661Alpha2,
  IsISO4217CurrencyCode,
  IsObject,
  IsUppercase,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { LocalDateField } from '../platform/http/local-date-field.js';
import {
  BooleanField,
  IdField,
  IdListField,
  LanguageField,
  EnumField,
  EnumListField,
  TextField,
  IntegerField,
} from '../platform/http/fields.js';

export class BillingBody {
  @ApiProperty({ example: 'JPY', description: 'ISO 4217, in capitals.' })
  @IsISO4217CurrencyCode()
  @IsUppercase()
  currency: string;
  @EnumField(BILLING_INTERVALS) interval: BillingInterval;
  @LocalDateField({ description: 'Local date that all billing periods count from.' }) periodStart: string;
  @IntegerField(1, 1_000_000) seats: number;
}

export class RegisterTeamBody {
  @IdField({ example: 'acme' }) teamId: string;
  @TextField(200, { example: 'Acme KK' }) name: string;
  @ApiProperty({ example: 'JP', description: 'ISO 3166-1 alpha-2, in capitals.' })
  @IsISO31661Alpha2()
  @IsUppercase()
  country: string;
  @ApiProperty({ example: 'Asia/Tokyo', description: 'IANA name.' })
  @Matches(/^[A-Za-z0-9_+\-/]{1,64}$/)
  timeZone: string;
  @IdListField({ example: ['dropbox', 'dash'], description: 'Products in use.' }) products: string[];
  @BooleanField({ description: 'May buy and remove Essentials without sales (P4).' }) selfServe: boolean;
  @IdField({ optional: true, nullable: true, example: 'am-7' }) accountManager?: string | null;
  @ApiProperty({ type: BillingBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => BillingBody)
  billing: BillingBody;
}

export class ProductsBody {
  @IdListField({ example: ['dropbox'] }) products: string[];
}

export class AccountManagerBody {
  @IdField({ optional: true, nullable: true, description: 'null or left out: none any more.' }) accountManager?:
    string | null;
}

export class AddMemberBody {
  @IdField({ example: 'aiko' }) memberId: string;
  @TextField(200, { example: 'Aiko Sato' }) name: string;
  @ApiProperty({ example: 'aiko@acme.example' }) @IsEmail() @MaxLength(254) email: string;
  @LanguageField() language: string;
  @EnumListField(ADMIN_ROLES, { description: 'None: not an admin.' }) roles: AdminRole[];
}

export class RolesBody {
  @EnumListField(ADMIN_ROLES) roles: AdminRole[];
}

export class ChampionBody {
  @EnumField(CHAMPION_LEVELS) level: ChampionLevel;
}

export class RegisterAgentBody {
  @IdField({ example: 'kenji' }) agentId: string;
  @TextField(200, { example: 'Kenji Mori' }) name: string;
  @EnumListField(SERVED_LANGUAGES) languages: ServedLanguage[];
  @IdListField({ example: ['dropbox'] }) products: string[];
  @EnumListField(LIVE_CHANNELS, { optional: true, description: 'Left out: all.' }) channels?: LiveChannel[];
}
