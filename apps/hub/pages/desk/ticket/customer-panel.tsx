import { Link } from '@tanstack/react-router';
import type { Schemas } from '@ledgerdesk/client';
import { memo } from 'react';
import { useResource } from '../../../api/resource.js';
import { Badge } from '../../../design/badge.js';
import { Fact, FactList } from '../../../design/fact-list.js';
import { Loaded } from '../../../design/loaded.js';
import { defineTexts } from '../../../texts/catalogue.js';
import { useTexts } from '../../../texts/language-context.js';
import { useLanguageName } from '../../../texts/language-names.js';
import { roleNames } from '../../../texts/role-names.js';
import { entitlementTexts } from '../../../tickets/entitlement-text.js';
import { TicketStatus } from '../../../tickets/ticket-status.js';
import { useEngineTime } from '../../../time/engine-time.js';
import { useFormats } from '../../../time/formats.js';
import { TimeText } from '../../../time/time-text.js';
import { customerResource } from '../desk-resources.js';
import styles from './customer-panel.module.css';
import { queueSearchOf } from '../queue/queue-search.js';

type CustomerData = Schemas['Customer'];

const texts = defineTexts({
  en: {
    erased: 'Erased',
    email: 'E-mail',
    language: 'Language',
    roles: 'Admin roles',
    noRole: 'None',
    champion: 'Champion',
    status: 'Member',
    statuses: { invited: 'Invited', active: 'Active', suspended: 'Suspended', deactivated: 'Left the team' },
    team: 'Team',
    timeThere: 'Time there',
    products: 'Products',
    addOns: 'Add-ons',
    noAddOn: 'None: standard support',
    ending: 'ends at renewal',
    ended: 'ended',
    tickets: 'Latest tickets',
    noTickets: 'No tickets yet',
    allOfRequester: 'All open tickets of this requester',
    allOfTeam: 'All open tickets of this team',
    openFor: 'Open a ticket for this requester',
  },
  ja: {
    erased: '消去済み',
    email: 'メール',
    language: '言語',
    roles: '管理者ロール',
    noRole: 'なし',
    champion: 'チャンピオン',
    status: 'メンバー',
    statuses: { invited: '招待中', active: '有効', suspended: '停止中', deactivated: '退会済み' },
    team: 'チーム',
    timeThere: '現地時刻',
    products: '製品',
    addOns: 'アドオン',
    noAddOn: 'なし（標準サポート）',
    ending: '更新時に終了',
    ended: '終了',
    tickets: '最近のチケット',
    noTickets: 'チケットはまだありません',
    allOfRequester: 'この依頼者の未解決チケットをすべて表示',
    allOfTeam: 'このチームの未解決チケットをすべて表示',
    openFor: 'この依頼者に代わってチケットを作成',
  },
  de: {
    erased: 'Gelöscht',
    email: 'E-Mail',
    language: 'Sprache',
    roles: 'Admin-Rollen',
    noRole: 'Keine',
    champion: 'Champion',
    status: 'Mitglied',
    statuses: { invited: 'Eingeladen', active: 'Aktiv', suspended: 'Gesperrt', deactivated: 'Ausgeschieden' },
    team: 'Team',
    timeThere: 'Ortszeit',
    products: 'Produkte',
    addOns: 'Add-ons',
    noAddOn: 'Keines: Standard-Support',
    ending: 'endet zur Verlängerung',
    ended: 'beendet',
    tickets: 'Neueste Tickets',
    noTickets: 'Noch keine Tickets',
    allOfRequester: 'Alle offenen Tickets dieser anfragenden Person',
    allOfTeam: 'Alle offenen Tickets dieses Teams',
    openFor: 'Ticket für diese anfragende Person eröffnen',
  },
});

const MemberFacts = ({ member }: { readonly member: CustomerData['member'] }) => {
  const t = useTexts(texts);
  const roles = useTexts(roleNames);
  const { levels } = useTexts(entitlementTexts);
  const languageName = useLanguageName();
  return (
    <FactList isNarrow>
      {member.status !== 'active' && (
        <Fact name={t.status}>
          <Badge tone="warn">{t.statuses[member.status]}</Badge>
        </Fact>
      )}
      <Fact name={t.email}>{member.email ?? t.erased}</Fact>
      <Fact name={t.language}>{languageName(member.language)}</Fact>
      <Fact name={t.roles}>
        {member.roles.length === 0 ? t.noRole : member.roles.map((role) => roles[role]).join(', ')}
      </Fact>
      {member.champion && <Fact name={t.champion}>{levels[member.champion.level]}</Fact>}
    </FactList>
  );
};

const TeamFacts = ({ team }: { readonly team: CustomerData['team'] }) => {
  const t = useTexts(texts);
  const { levels } = useTexts(entitlementTexts);
  const formats = useFormats();
  const { now } = useEngineTime();
  const endings = { active: '', 'removal-scheduled': ` (${t.ending})`, ended: ` (${t.ended})` } as const;
  return (
    <FactList isNarrow>
      <Fact name={t.timeThere}>
        {formats.dateTimeIn(now, team.timeZone)} <span className={styles['muted']}>{team.timeZone}</span>
      </Fact>
      <Fact name={t.products}>{team.products.map(({ id, name }) => name ?? id).join(', ')}</Fact>
      <Fact name={t.addOns}>
        {team.addOns.length === 0
          ? t.noAddOn
          : team.addOns
              .map(({ product, edition, state }) => `${product.name ?? product.id} ${levels[edition]}${endings[state]}`)
              .join(', ')}
      </Fact>
    </FactList>
  );
};

const Tickets = ({ tickets, openId }: { readonly tickets: CustomerData['tickets']; readonly openId: string }) => {
  const t = useTexts(texts);
  if (tickets.items.length === 0) return <p className={styles['muted']}>{t.noTickets}</p>;
  return (
    <ul className={styles['tickets']}>
      {tickets.items.map(({ ticketId, subject, status, openedAt }) => (
        <li key={ticketId}>
          <Link
            to="/desk/$ticketId"
            params={{ ticketId }}
            search={queueSearchOf}
            className={styles['ticket']}
            {...(ticketId === openId ? { 'aria-current': 'true' } : {})}
          >
            <span className={styles['subject']} title={subject ?? t.erased}>
              {subject ?? t.erased}
            </span>
            <TicketStatus status={status} />
            <span className={styles['muted']}>
              <TimeText at={openedAt} dateOnly />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
};

interface CustomerPanelProps {
  readonly teamId: string;
  readonly memberId: string;
  readonly ticketId: string;
}

/**
 * Who the requester is: the member, their team and its add-ons, and their latest tickets. What is done beside it does
 * not render it again.
 */
export const CustomerPanel = memo(({ teamId, memberId, ticketId }: CustomerPanelProps) => {
  const t = useTexts(texts);
  const customer = useResource(customerResource(teamId, memberId));
  return (
    <Loaded of={customer} lines={4}>
      {({ member, team, tickets }) => (
        <div className={styles['panel']}>
          <section>
            <h2 className={styles['name']}>{member.name ?? t.erased}</h2>
            <MemberFacts member={member} />
          </section>
          <section>
            <h3>{team.name}</h3>
            <TeamFacts team={team} />
          </section>
          <section>
            <h3>{t.tickets}</h3>
            <Tickets tickets={tickets} openId={ticketId} />
            <ul className={styles['links']}>
              <li>
                <Link to="/desk" search={{ team: teamId, requester: memberId }}>
                  {t.allOfRequester}
                </Link>
              </li>
              <li>
                <Link to="/desk" search={{ team: teamId }}>
                  {t.allOfTeam}
                </Link>
              </li>
              <li>
                <Link to="/desk/new" search={{ team: teamId, requester: memberId }}>
                  {t.openFor}
                </Link>
              </li>
            </ul>
          </section>
        </div>
      )}
    </Loaded>
  );
});
