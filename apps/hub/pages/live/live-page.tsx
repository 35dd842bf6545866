import { useResource } from '../../api/resource.js';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { EmptyState } from '../../design/empty-state.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { useClassificationNames } from '../../api/classification-names.js';
import { CustomerPanel } from '../desk/ticket/customer-panel.js';
import { AvailabilityCard } from './availability-card.js';
import { CallbackWindow } from './callback-window.js';
import { ChatWindow } from './chat-window.js';
import { isNobodyWaiting, type LiveRequest, useCurrentRequest } from './current-request.js';
import { LiveAgents } from './live-agents.js';
import { LiveQueues } from './live-queues.js';
import { liveDeskTexts } from './live.texts.js';
import { type Engaged, ownAgentResource } from './live-resources.js';
import styles from './live.module.css';

/** Takes the next chat or call by hand. */
const TakeNext = ({ take, taking }: Pick<ReturnType<typeof useCurrentRequest>, 'take' | 'taking'>) => {
  const t = useTexts(liveDeskTexts);
  return (
    <>
      <EmptyState title={t.nothing} hint={t.nothingHint}>
        <div className={styles['take']}>
          <CommandButton isSending={taking.isSending} onClick={() => void take('chat')}>
            {t.takeChat}
          </CommandButton>
          <CommandButton isSending={taking.isSending} onClick={() => void take('callback')}>
            {t.takeCall}
          </CommandButton>
        </div>
      </EmptyState>
      {taking.error && isNobodyWaiting(taking.error) && <p role="status">{t.noQueues}</p>}
      {taking.error && !isNobodyWaiting(taking.error) && <ProblemNotice error={taking.error} />}
    </>
  );
};

const About = ({ request }: { readonly request: LiveRequest }) => {
  const t = useTexts(liveDeskTexts);
  const names = useClassificationNames();
  const { requester, team, terms, servedLanguage, product, issueType } =
    request.channel === 'chat' ? request.chat : request.callback;
  return (
    <p className={styles['about']}>
      <strong>{t.with(requester.name ?? t.somebody, team.name ?? team.id)}</strong>
      <Badge tone={terms === 'premium' ? 'accent' : 'neutral'}>{t.terms[terms]}</Badge>
      <span>{t.served[servedLanguage]}</span>
      <span>{joined([names.product(product), issueType && names.issueType(issueType)])}</span>
    </p>
  );
};

/** The chat or call that the agent works on, with its requester beside it. */
const Current = ({ engaged }: { readonly engaged: Engaged | null }) => {
  const t = useTexts(liveDeskTexts);
  const { request, isGone, error, take, taking, dismiss } = useCurrentRequest(engaged);
  const of = request && (request.channel === 'chat' ? request.chat : request.callback);
  return (
    <>
      <Card title={request ? t.oneOf[request.channel] : t.current}>
        {error && <ProblemNotice error={error} />}
        {!request && <TakeNext take={take} taking={taking} />}
        {request && <About request={request} />}
        {request?.channel === 'chat' && (
          <ChatWindow key={request.id} chat={request.chat} isGone={isGone} onDismiss={dismiss} />
        )}
        {request?.channel === 'callback' && (
          <CallbackWindow key={request.id} callback={request.callback} isGone={isGone} onDismiss={dismiss} />
        )}
      </Card>
      {of && (
        <Card title={t.somebody}>
          <CustomerPanel
            key={`${of.teamId} ${of.requesterId}`}
            teamId={of.teamId}
            memberId={of.requesterId}
            ticketId=""
          />
        </Card>
      )}
    </>
  );
};

/** Live support at the desk: availability, the current chat or call, and what waits. */
export const LivePage = () => {
  const t = useTexts(liveDeskTexts);
  const own = useResource(ownAgentResource);
  return (
    <Page title={t.title} isWide>
      <Loaded of={own}>
        {(data) => (
          <div className={styles['page']}>
            <div className={styles['main']}>
              <Current engaged={data.engaged} />
            </div>
            <div className={styles['side']}>
              <AvailabilityCard own={data} />
              <LiveAgents />
            </div>
            <div className={styles['wide']}>
              <LiveQueues />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
};
