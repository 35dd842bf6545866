import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useNames } from '../../api/names.js';
import { useResource } from '../../api/resource.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { AgendaDialog } from './agenda-dialog.js';
import { AppointmentRow } from './appointment-row.js';
import type { Hour } from './hour-dialog.js';
import styles from './programme.module.css';
import { programmeTexts } from './programme.texts.js';
import { useQuarterName } from './quarter-name.js';
import { programmeResource } from './resources.js';

type Programme = Schemas['ProgrammeStanding'];

/** The consultation of one add-on. */
const ConsultationRow = ({ standing }: { readonly standing: Programme['consultations'][number] }) => {
  const t = useTexts(programmeTexts);
  const names = useNames();
  const { product, source, state, consultation } = standing;
  const path = { consultationId: consultation?.consultationId ?? '' };
  const book = useCommand(
    (hour: Hour, options) => client.post('/v1/hub/consultations', { body: { ...hour, product }, ...options }),
    ['programme'],
  );
  const move = useCommand(
    (body: Hour, options) => client.post('/v1/hub/consultations/{consultationId}/move', { path, body, ...options }),
    ['programme'],
  );
  const cancel = useCommand(
    (_: undefined, options) => client.delete('/v1/hub/consultations/{consultationId}', { path, ...options }),
    ['programme'],
  );
  return (
    <AppointmentRow
      name={`${names.product(product)} · ${t.sources[source]}`}
      state={state}
      appointment={consultation}
      product={product}
      {...{ book, move, cancel }}
    />
  );
};

/** The root-cause session of one quarter. */
const SessionRow = ({
  standing,
  onAgenda,
}: {
  readonly standing: Programme['rootCauseSessions'][number];
  readonly onAgenda: () => void;
}) => {
  const t = useTexts(programmeTexts);
  const quarterName = useQuarterName();
  const { quarter, state, session } = standing;
  const book = useCommand(
    (body: Hour, options) => client.post('/v1/hub/root-cause-sessions', { body, ...options }),
    ['programme'],
  );
  const move = useCommand(
    (body: Hour, options) =>
      client.post('/v1/hub/root-cause-sessions/{quarter}/move', { path: { quarter }, body, ...options }),
    ['programme'],
  );
  const cancel = useCommand(
    (_: undefined, options) =>
      client.delete('/v1/hub/root-cause-sessions/{quarter}', { path: { quarter }, ...options }),
    ['programme'],
  );
  return (
    <AppointmentRow name={quarterName(quarter)} state={state} appointment={session} {...{ book, move, cancel }}>
      {session && <Button onClick={onAgenda}>{t.agenda}</Button>}
    </AppointmentRow>
  );
};

/** Consultations and root-cause sessions of the reader's add-ons (E4, Q3): book, move, cancel, agenda. */
export const ProgrammePage = () => {
  const t = useTexts(programmeTexts);
  const programme = useResource(programmeResource);
  const [agenda, setAgenda] = useState<string>();
  return (
    <Page title={t.title}>
      <Loaded of={programme}>
        {({ consultations, rootCauseSessions }) => (
          <>
            <Card title={t.consultations}>
              <p className={styles['muted']}>{consultations.length === 0 ? t.none : t.consultationHint}</p>
              <ul>
                {consultations.map((standing) => (
                  <ConsultationRow key={`${standing.product} ${standing.source}`} standing={standing} />
                ))}
              </ul>
            </Card>
            <Card title={t.sessions}>
              <p className={styles['muted']}>{t.sessionHint}</p>
              <ul>
                {rootCauseSessions.map((standing) => (
                  <SessionRow key={standing.quarter} standing={standing} onAgenda={() => setAgenda(standing.quarter)} />
                ))}
              </ul>
            </Card>
          </>
        )}
      </Loaded>
      {agenda !== undefined && <AgendaDialog quarter={agenda} onClose={() => setAgenda(undefined)} />}
    </Page>
  );
};
