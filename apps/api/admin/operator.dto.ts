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
import { IsLocalDate } from '../platform/http/local-date.js';
import { Flag, Id, Ids, Language, OneOf, SomeOf, Text, Whole } from '../platform/http/fields.js';

export class BillingBody {
  @ApiProperty({ example: 'JPY', description: 'ISO 4217, in capitals.' })
  @IsISO4217CurrencyCode()
  @IsUppercase()
  currency: string;
  @OneOf(BILLING_INTERVALS) interval: BillingInterval;
  @IsLocalDate({ description: 'Local date that all billing periods count from.' }) periodStart: string;
  @Whole(1, 1_000_000) seats: number;
}

export class RegisterTeamBody {
  @Id({ example: 'acme' }) teamId: string;
  @Text(200, { example: 'Acme KK' }) name: string;
  @ApiProperty({ example: 'JP', description: 'ISO 3166-1 alpha-2, in capitals.' })
  @IsISO31661Alpha2()
  @IsUppercase()
  country: string;
  @ApiProperty({ example: 'Asia/Tokyo', description: 'IANA name.' })
  @Matches(/^[A-Za-z0-9_+\-/]{1,64}$/)
  timeZone: string;
  @Ids({ example: ['dropbox', 'dash'], description: 'Products in use.' }) products: string[];
  @Flag({ description: 'May buy and remove Essentials without sales (P4).' }) selfServe: boolean;
  @Id({ optional: true, nullable: true, example: 'am-7' }) accountManager?: string | null;
  @ApiProperty({ type: BillingBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => BillingBody)
  billing: BillingBody;
}

export class ProductsBody {
  @Ids({ example: ['dropbox'] }) products: string[];
}

export class AccountManagerBody {
  @Id({ optional: true, nullable: true, description: 'null or left out: none any more.' }) accountManager?:
    string | null;
}

export class AddMemberBody {
  @Id({ example: 'aiko' }) memberId: string;
  @Text(200, { example: 'Aiko Sato' }) name: string;
  @ApiProperty({ example: 'aiko@acme.example' }) @IsEmail() @MaxLength(254) email: string;
  @Language() language: string;
  @SomeOf(ADMIN_ROLES, { description: 'None: not an admin.' }) roles: AdminRole[];
}

export class RolesBody {
  @SomeOf(ADMIN_ROLES) roles: AdminRole[];
}

export class ChampionBody {
  @OneOf(CHAMPION_LEVELS) level: ChampionLevel;
}

export class RegisterAgentBody {
  @Id({ example: 'kenji' }) agentId: string;
  @Text(200, { example: 'Kenji Mori' }) name: string;
  @SomeOf(SERVED_LANGUAGES) languages: ServedLanguage[];
  @Ids({ example: ['dropbox'] }) products: string[];
  @SomeOf(LIVE_CHANNELS, { optional: true, description: 'Left out: all.' }) channels?: LiveChannel[];
}
