import { ADMIN_ROLES, type AdminRole, CHAMPION_LEVELS, type ChampionLevel } from '@ledgerdesk/events';
import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, MaxLength } from 'class-validator';
import { BooleanField, EnumField, EnumListField, IdField, LanguageField, TextField } from '../platform/http/fields.js';

export class AddMemberBody {
  @IdField({ example: 'aiko', description: 'Id of the member.' }) memberId: string;
  @TextField(200, { example: 'Aiko Sato', description: 'Name of the member.' }) name: string;
  @ApiProperty({ example: 'aiko@acme.example', description: 'E-mail address.' })
  @IsEmail()
  @MaxLength(254)
  email: string;
  @LanguageField({ description: 'Language (BCP 47).' }) language: string;
  @EnumListField(ADMIN_ROLES, { description: 'Admin roles. Empty: not an admin.' }) roles: AdminRole[];
  @EnumField(['active', 'invited'], {
    optional: true,
    description: '`active` by default. A member who is invited has no support before they join (E2).',
  })
  status?: 'active' | 'invited';
}

export class MemberStatusBody {
  @EnumField(['active', 'suspended'], { description: 'New status. Only active members have support (E2).' })
  status: 'active' | 'suspended';
}

export class RolesBody {
  @EnumListField(ADMIN_ROLES, { description: 'Admin roles. Empty: not an admin.' }) roles: AdminRole[];
}

export class ChampionBody {
  @EnumField(CHAMPION_LEVELS, { description: 'Champion level.' }) level: ChampionLevel;
  @BooleanField({
    optional: true,
    description: 'Whether a personal add-on comes with the level, at no charge (C1). True by default.',
  })
  premiumSupport?: boolean;
}
