import type { Schemas } from '@ledgerdesk/client';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { Badge, type Tone } from '../../design/badge.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { FormDialog } from '../../design/form-dialog.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import styles from './live-request.module.css';
import { liveTexts } from './live-request.texts.js';
import { useNames } from '../../api/names.js';
import { NewRequestLink } from './new-request.js';
import { ownCallback } from './resources.js';
import { WaitingCard } from './waiting-card.js';

type Callback = Schemas['CallbackEssentials'];

const route = getRouteApi('/callbacks/$callbackId');

/** The place in line changes when others are served. */
const PLACE_MS = 15_000;
const TONES: Readonly<Record<Callback['status'], Tone>> = {
  waiting: 'warn',
  taken: 'accent',
  completed: 'ok',
  cancelled: 'neutral',
  'given-up': 'bad',
};

/** Gives up the place in line, after a question. */
const CancelButton = ({ callbackId }: { readonly callbackId: string }) => {
  const t = useTexts(liveTexts);
  const [isOpen, setOpen] = useState(false);
  const cancel = useCommand(
    (path: { callbackId: string }, options) => client.delete('/v1/callbacks/{callbackId}', { path, ...options }),
    ['live', 'dashboard'],
  );
  return (
    <>
      <Button weight="danger" onClick={() => setOpen(true)}>
        {t.cancelCallback}
      </Button>
      <FormDialog
        title={t.cancelTitle}
        submit={t.cancelCallback}
        dismiss={t.keep}
        isDanger
        isOpen={isOpen}
        command={cancel}
        onSubmit={() => void cancel.send({ callbackId }).then((cancelled) => cancelled && setOpen(false))}
        onClose={() => setOpen(false)}
      >
        <p>{t.cancelHint}</p>
      </FormDialog>
    </>
  );
};

const Facts = ({ callback }: { readonly callback: Callback }) => {
  const t = useTexts(liveTexts);
  const formats = useFormats();
  const names = useNames();
  const { requestedAt, product, issueType, servedLanguage, attempts } = callback;
  return (
    <Card title={t.callback}>
      <FactList>
        <Fact name={t.requested}>
          <TimeText at={requestedAt} />
        </Fact>
        <Fact name={t.product}>{names.product(product)}</Fact>
        {issueType !== null && <Fact name={t.issueType}>{names.issueType(issueType)}</Fact>}
        <Fact name={t.language}>{t.languages[servedLanguage]}</Fact>
        {attempts > 0 && <Fact name={t.attempts}>{formats.number(attempts)}</Fact>}
      </FactList>
    </Card>
  );
};

/** What became of the callback. */
const useOutcome = ({ status, cancelledFor }: Callback): string | undefined => {
  const t = useTexts(liveTexts);
  if (status === 'completed') return t.completedHint;
  if (status === 'given-up') return t.givenUpHint;
  return cancelledFor === null ? undefined : t.cancelledFor[cancelledFor];
};

const CallbackContents = ({ callback }: { readonly callback: Callback }) => {
  const t = useTexts(liveTexts);
  const outcome = useOutcome(callback);
  const { status, ticketId } = callback;
  return (
    <div className={styles['chat']}>
      <p className={styles['state']} role="status">
        <Badge tone={TONES[status]}>{t.statuses[status]}</Badge>
        {outcome !== undefined && <span>{outcome}</span>}
        {ticketId !== null && (
          <Link to="/tickets/$ticketId" params={{ ticketId }}>
            {t.openTicket}
          </Link>
        )}
      </p>
      {status === 'waiting' && <WaitingCard request={callback} hint={t.keepFree} />}
      <Facts callback={callback} />
    </div>
  );
};

/** A callback of the reader: the place in line, and what became of it. */
export const CallbackPage = () => {
  const t = useTexts(liveTexts);
  const { callbackId } = route.useParams();
  const callback = useResource(ownCallback(callbackId), { everyMs: PLACE_MS });
  const status = callback.data?.status;
  return (
    <Page
      title={t.callback}
      actions={
        status === 'waiting' ? <CancelButton callbackId={callbackId} /> : status !== undefined && <NewRequestLink />
      }
    >
      <Loaded of={callback}>{(data) => <CallbackContents callback={data} />}</Loaded>
    </Page>
  );
};
