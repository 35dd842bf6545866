import { ADMIN_ROLES, type AdminRole, CHAMPION_LEVELS, type ChampionLevel } from '@ledgerdesk/events';
import {
  BooleanField,
  EmailField,
  EnumField,
  EnumListField,
  IdField,
  LanguageField,
  NameField,
} from '../platform/http/fields.js';

export class AddMemberBody {
  @IdField({ example: 'aiko', description: 'Id of the member.' }) memberId: string;
  @NameField({ example: 'Aiko Sato', description: 'Name of the member.' }) name: string;
  @EmailField({ description: 'E-mail address.' }) email: string;
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

/** Fields that are absent stay as they are. */
export class ChangeMemberBody {
  @NameField({ optional: true, example: 'Aiko Tanaka', description: 'Name of the member.' }) name?: string;
  @EmailField({ optional: true, description: 'E-mail address. Mails that are sent from now on go to it.' })
  email?: string;
  @LanguageField({ optional: true, description: 'Language (BCP 47). Existing tickets keep theirs.' })
  language?: string;
  @BooleanField({
    optional: true,
    description:
      '`true` suspends the member, who loses access and keeps tickets and roles. `false` ends the suspension: the ' +
      'member is active again, or invited if they have not joined (E2).',
  })
  suspended?: boolean;
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
