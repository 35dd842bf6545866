import type { Schemas } from '@ledgerdesk/client';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useClassificationNames } from '../../api/classification-names.js';
import { useResource } from '../../api/resource.js';
import { BackLink } from '../../design/back-link.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Loaded } from '../../design/loaded.js';
import { LoadingPage } from '../../design/loading-page.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useCountryName } from '../../texts/country-names.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { ChangeTeamDialog } from './change-team-dialog.js';
import { FirstSteps } from './first-steps.js';
import { MemberList } from './member-list.js';
import { TeamAddOns } from './team-add-ons.js';
import { teamResource } from './team-resources.js';
import { AccountManagerDialog, ProductsDialog } from './team-value-dialogs.js';
import { teamsTexts } from './teams.texts.js';

const route = getRouteApi('/teams/$teamId');

/** The terms of a team. */
const TeamTerms = ({ team }: { readonly team: Schemas['TeamDetails'] }) => {
  const t = useTexts(teamsTexts);
  const formats = useFormats();
  const names = useClassificationNames();
  const countryName = useCountryName();
  const { billing, scheduledBilling } = team;
  if (names.areLoading) return <LoadingPage />;
  return (
    <Card title={t.details}>
      <FactList>
        <Fact name={t.teamId}>
          <code>{team.teamId}</code>
        </Fact>
        <Fact name={t.country}>{countryName(team.country)}</Fact>
        <Fact name={t.timeZone}>{team.timeZone}</Fact>
        <Fact name={t.products}>{joined(team.products.map(names.product), ', ')}</Fact>
        <Fact name={t.accountManager}>{team.accountManager ?? t.none}</Fact>
        <Fact name={t.selfServeShort}>{team.selfServe ? t.yes : t.no}</Fact>
        <Fact name={t.seats}>{formats.number(billing.seats)}</Fact>
        <Fact name={t.interval}>
          {[t.intervals[billing.interval], billing.currency].join(' · ')}
          {scheduledBilling && (
            <p>
              {t.nextTerms(
                formats.dateIn(scheduledBilling.effectiveAt, scheduledBilling.timeZone),
                t.intervals[scheduledBilling.interval],
                formats.number(scheduledBilling.seats),
              )}
            </p>
          )}
        </Fact>
        <Fact name={t.registered}>
          <TimeText at={team.registeredAt} dateOnly />
        </Fact>
      </FactList>
    </Card>
  );
};

/** A team: its terms, its add-ons and its members. */
export const TeamPage = () => {
  const t = useTexts(teamsTexts);
  const self = useSelf();
  const { teamId } = route.useParams();
  const team = useResource(teamResource(teamId));
  const [dialog, setDialog] = useState<'terms' | 'products' | 'manager'>();
  const close = (): void => setDialog(undefined);
  const mayChange = self.may.administration.allowed;
  return (
    <Page
      title={team.data?.name ?? teamId}
      isWide
      back={<BackLink to="/teams">{t.back}</BackLink>}
      isInOrder
      actions={
        mayChange && (
          <>
            <CommandButton disabled={!team.data} onClick={() => setDialog('terms')}>
              {t.change}
            </CommandButton>
            <CommandButton disabled={!team.data} onClick={() => setDialog('products')}>
              {t.products}
            </CommandButton>
            <CommandButton disabled={!team.data} onClick={() => setDialog('manager')}>
              {t.accountManager}
            </CommandButton>
          </>
        )
      }
    >
      <FirstSteps />
      <Loaded of={team}>
        {(data) => (
          <>
            <TeamTerms team={data} />
            <TeamAddOns teamId={teamId} timeZone={data.timeZone} />
            <MemberList teamId={teamId} mayChange={mayChange} />
            {dialog === 'terms' && <ChangeTeamDialog team={data} etag={team.etag} onClose={close} />}
            {dialog === 'products' && <ProductsDialog team={data} etag={team.etag} onClose={close} />}
            {dialog === 'manager' && <AccountManagerDialog team={data} etag={team.etag} onClose={close} />}
          </>
        )}
      </Loaded>
    </Page>
  );
};
