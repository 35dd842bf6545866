import type { Schemas } from '@ledgerdesk/client';
import { getRouteApi, Link } from '@tanstack/react-router';
import { contactOptions } from '../../api/names.js';
import { useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { EmptyState } from '../../design/empty-state.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { CallbackForm } from './callback-form.js';
import { ChannelStep } from './channel-step.js';
import { ChatForm } from './chat-form.js';
import styles from './contact-page.module.css';
import { contactTexts } from './contact-page.texts.js';
import type { ContactSearch } from './contact-search.js';
import { RequestForm } from './request-form.js';
import { openCallbacks, openChats, ownTicket } from './resources.js';

const route = getRouteApi('/contact');

/** Chooses the product, if the team uses several. */
const ProductStep = ({ product }: { readonly product: string | undefined }) => {
  const t = useTexts(contactTexts);
  const { team } = useSelf();
  const navigate = route.useNavigate();
  return (
    <fieldset className={styles['step']}>
      <legend>{t.product}</legend>
      <div className={styles['options']}>
        {(team?.products ?? []).map(({ id, name }) => (
          <label key={id} className={styles['option']} data-chosen={id === product}>
            <input
              type="radio"
              name="product"
              value={id}
              checked={id === product}
              onChange={() => void navigate({ search: (search) => ({ ...search, product: id }), replace: true })}
            />
            <span className={styles['optionName']}>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** The form of a chat or callback, or the one that the reader has already: each requester has one at a time. */
const LiveForm = ({ channel, product }: { readonly channel: 'chat' | 'callback'; readonly product: string }) => {
  const t = useTexts(contactTexts);
  const chat = useResource(openChats, { enabled: channel === 'chat' }).data?.items[0];
  const callback = useResource(openCallbacks, { enabled: channel === 'callback' }).data?.items[0];
  if (!chat && !callback)
    return channel === 'chat' ? <ChatForm product={product} /> : <CallbackForm product={product} />;
  return (
    <p role="status" className={styles['notice']}>
      {t.alreadyWaiting[channel]}{' '}
      {chat && (
        <Link to="/chats/$chatId" params={{ chatId: chat.chatId }}>
          {t.openIt}
        </Link>
      )}
      {callback && (
        <Link to="/callbacks/$callbackId" params={{ callbackId: callback.callbackId }}>
          {t.openIt}
        </Link>
      )}
    </p>
  );
};

/** The form of the channel, once one is chosen that is offered. */
const ChannelForm = ({
  options,
  search: { channel, followUpOf },
}: {
  readonly options: Schemas['ContactOptions'];
  readonly search: ContactSearch;
}) => {
  const option = options.options.find((one) => one.channel === channel);
  if (!option?.offered) return null;
  const { product } = options;
  if (option.channel === 'request') return <RequestForm product={product} option={option} followUpOf={followUpOf} />;
  return <LiveForm channel={option.channel} product={product} />;
};

/** The steps after the product. */
const Steps = ({ product }: { readonly product: string }) => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { language } = useLanguage();
  const options = useResource(contactOptions(product, language), { keepPrevious: true });
  return (
    <Loaded of={options} lines={3}>
      {(data) => (
        <>
          {search.followUpOf === undefined && (
            <ChannelStep
              options={data}
              channel={search.channel}
              onChoose={(channel) => void navigate({ search: (known) => ({ ...known, channel }), replace: true })}
            />
          )}
          <ChannelForm options={data} search={search} />
        </>
      )}
    </Loaded>
  );
};

/** A follow-up is about the product of the ticket that it follows up. */
const FollowUp = ({ ticketId }: { readonly ticketId: string }) => {
  const t = useTexts(contactTexts);
  const ticket = useResource(ownTicket(ticketId, undefined));
  return (
    <Loaded of={ticket} lines={3}>
      {({ subject, product }) => (
        <>
          <p className={styles['notice']}>
            {t.followUpOf}{' '}
            <Link to="/tickets/$ticketId" params={{ ticketId }}>
              {subject ?? t.erased}
            </Link>
          </p>
          <Steps product={product} />
        </>
      )}
    </Loaded>
  );
};

/** Contacts support step by step: the product only where it is not clear, then how, then the form. */
export const ContactPage = () => {
  const t = useTexts(contactTexts);
  const { team } = useSelf();
  const { isPast } = useMoment();
  const { product, followUpOf } = route.useSearch();
  const products = team?.products ?? [];
  const known = products.length === 1 ? products[0]?.id : products.find(({ id }) => id === product)?.id;
  if (isPast)
    return (
      <Page title={t.title}>
        <EmptyState title={t.past} />
      </Page>
    );
  return (
    <Page title={followUpOf === undefined ? t.title : t.followUpTitle}>
      <div className={styles['steps']}>
        {followUpOf === undefined ? (
          <>
            {products.length > 1 && <ProductStep product={known} />}
            {known !== undefined && <Steps product={known} />}
          </>
        ) : (
          <FollowUp ticketId={followUpOf} />
        )}
      </div>
    </Page>
  );
};
