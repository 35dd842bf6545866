import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { resource, useResource } from '../../api/resource.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { ChangeTeamDialog } from './change-team-dialog.js';
import { MemberList } from './member-list.js';
import { TeamAddOns } from './team-add-ons.js';
import { AccountManagerDialog, ProductsDialog } from './team-value-dialogs.js';
import { teamsTexts } from './teams.texts.js';

const route = getRouteApi('/teams/$teamId');

const teamResource = (teamId: string) =>
  resource(['directory', 'team', teamId], (options) =>
    client.get('/v1/teams/{teamId}', { path: { teamId }, ...options }),
  );

/** A team: its terms, its add-ons and its members. */
export const TeamPage = () => {
  const t = useTexts(teamsTexts);
  const formats = useFormats();
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
      <Loaded of={team}>
        {(data) => (
          <>
            <Card title={t.details}>
              <FactList>
                <Fact name={t.teamId}>
                  <code>{data.teamId}</code>
                </Fact>
                <Fact name={t.country}>{data.country}</Fact>
                <Fact name={t.timeZone}>{data.timeZone}</Fact>
                <Fact name={t.products}>{data.products.join(', ')}</Fact>
                <Fact name={t.accountManager}>{data.accountManager ?? t.none}</Fact>
                <Fact name={t.selfServeShort}>{data.selfServe ? t.yes : t.no}</Fact>
                <Fact name={t.seats}>{formats.number(data.billing.seats)}</Fact>
                <Fact name={t.interval}>
                  {[t.intervals[data.billing.interval], data.billing.currency].join(' · ')}
                  {data.scheduledBilling && (
                    <p>
                      {t.nextTerms(
                        formats.dateIn(data.scheduledBilling.effectiveAt, data.scheduledBilling.timeZone),
                        t.intervals[data.scheduledBilling.interval],
                        formats.number(data.scheduledBilling.seats),
                      )}
                    </p>
                  )}
                </Fact>
                <Fact name={t.registered}>
                  <TimeText at={data.registeredAt} dateOnly />
                </Fact>
              </FactList>
            </Card>
            <TeamAddOns teamId={teamId} timeZone={data.timeZone} />
            <MemberList teamId={teamId} mayChange={mayChange} />
            {dialog === 'terms' && <ChangeTeamDialog team={data} etag={team.etag} onClose={close} />}
            {dialog === 'products' && <ProductsDialog team={data} etag={team.etag} onClose={close} />}
            {dialog === 'manager' && <AccountManagerDialog team={data} etag={team.etag} onClose={close} />}
          </>
        )}
      </Loaded>
      <Link to="/teams">{t.title}</Link>
    </Page>
  );
};
