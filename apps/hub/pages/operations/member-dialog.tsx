import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { resource, useResource } from '../../api/resource.js';
import { Badge } from '../../design/badge.js';
import { Button } from '../../design/button.js';
import { CommandButton } from '../../design/command-button.js';
import { Dialog } from '../../design/dialog.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { FormDialog } from '../../design/form-dialog.js';
import { Loaded } from '../../design/loaded.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useSelf } from '../../session/self.js';
import { useLanguageName } from '../../texts/language-names.js';
import { DataFolderHint, SignInCommand, useHasLinks } from '../../session/sign-in-command.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { MemberChampion, MemberProfile, MemberRoles } from './member-forms.js';
import styles from './member-dialog.module.css';
import { membersTexts } from './members.texts.js';
import { roleNames } from '../../texts/role-names.js';

type Member = Schemas['MemberDetails'];

const memberResource = (teamId: string, memberId: string) =>
  resource(['directory', 'member', teamId, memberId], (options) =>
    client.get('/v1/teams/{teamId}/members/{memberId}', { path: { teamId, memberId }, ...options }),
  );

/** Suspends, activates or ends a membership (E2). */
const MemberStatus = ({ member, etag }: { readonly member: Member; readonly etag: string | null }) => {
  const t = useTexts(membersTexts);
  const self = useSelf();
  const [isEnding, setEnding] = useState(false);
  const { teamId, memberId, status } = member;
  const path = { teamId, memberId };
  const known = etag === null ? {} : { ifMatch: etag };
  const changing = useCommand(
    (body: { status: 'active' | 'suspended' }, options) =>
      client.put('/v1/teams/{teamId}/members/{memberId}/status', { path, body, ...options, ...known }),
    ['directory'],
  );
  const ending = useCommand(
    (_: null, options) => client.delete('/v1/teams/{teamId}/members/{memberId}', { path, ...options, ...known }),
    ['directory'],
  );
  const end = async (): Promise<void> => {
    if (await ending.send(null)) setEnding(false);
  };
  return (
    <>
      <p className={styles['actions']}>
        {status !== 'active' && status !== 'deactivated' && (
          <CommandButton isSending={changing.isSending} onClick={() => void changing.send({ status: 'active' })}>
            {t.activate}
          </CommandButton>
        )}
        {status !== 'suspended' && status !== 'deactivated' && (
          <CommandButton
            title={t.suspendHint}
            isSending={changing.isSending}
            onClick={() => void changing.send({ status: 'suspended' })}
          >
            {t.suspend}
          </CommandButton>
        )}
        {status !== 'deactivated' && (
          <CommandButton
            weight="danger"
            onClick={() => {
              ending.clear();
              setEnding(true);
            }}
          >
            {t.end}
          </CommandButton>
        )}
        {self.may.erasures.allowed && !member.erased && (
          <Link to="/erasures" search={{ kind: 'member', person: `${teamId}.${memberId}` }}>
            {t.erase}
          </Link>
        )}
      </p>
      {changing.error && <ProblemNotice error={changing.error} />}
      <FormDialog
        title={t.endTitle(member.name ?? memberId)}
        hint={t.endHint}
        isOpen={isEnding}
        onClose={() => setEnding(false)}
        command={ending}
        submit={t.end}
        dismiss={t.close}
        isDanger
        onSubmit={() => void end()}
      />
    </>
  );
};

const TONES = { active: 'ok', invited: 'accent', suspended: 'warn', deactivated: 'neutral' } as const;

/** What is known of a member who cannot be changed. */
const MemberFacts = ({ member }: { readonly member: Member }) => {
  const t = useTexts(membersTexts);
  const names = useTexts(roleNames);
  const languageName = useLanguageName();
  return (
    <FactList>
      <Fact name={t.memberId}>
        <code>{member.memberId}</code>
      </Fact>
      <Fact name={t.status}>
        <Badge tone={TONES[member.status]}>{t.statuses[member.status]}</Badge>
      </Fact>
      <Fact name={t.email}>{member.email ?? t.erased}</Fact>
      <Fact name={t.language}>{languageName(member.language)}</Fact>
      <Fact name={t.roles}>{member.roles.map((role) => names[role]).join(', ') || '–'}</Fact>
      <Fact name={t.champion}>{member.champion ? t.levels[member.champion.level] : t.noLevel}</Fact>
      <Fact name={t.since}>
        <TimeText at={member.addedAt} dateOnly />
      </Fact>
    </FactList>
  );
};

/** The command that prints a sign-in link for a member, where people sign in with links. */
const SignInLink = ({ member: { teamId, memberId } }: { readonly member: Member }) => {
  const t = useTexts(membersTexts);
  return (
    useHasLinks() && (
      <section aria-label={t.signIn}>
        <p>{t.signInHint}</p>
        <SignInCommand person={{ kind: 'member', team: teamId, id: memberId }} />
        <DataFolderHint />
      </section>
    )
  );
};

/** A member, with what operators can change. */
export const MemberDialog = ({
  teamId,
  memberId,
  mayChange,
  onClose,
}: {
  readonly teamId: string;
  readonly memberId: string;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}) => {
  const t = useTexts(membersTexts);
  const member = useResource(memberResource(teamId, memberId));
  const isChangeable = mayChange && member.data !== undefined && member.data.status !== 'deactivated';
  return (
    <Dialog
      title={member.data?.name ?? memberId}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>{t.close}</Button>}
    >
      <Loaded of={member} lines={3}>
        {(data) => (
          <div className={styles['parts']}>
            <MemberFacts member={data} />
            {mayChange && <MemberStatus member={data} etag={member.etag} />}
            {mayChange && data.active && <SignInLink member={data} />}
            {isChangeable && (
              <Fragment key={data.memberId}>
                <MemberProfile member={data} etag={member.etag} />
                <MemberRoles member={data} etag={member.etag} />
                <MemberChampion member={data} etag={member.etag} />
              </Fragment>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
};
