import type { Mails } from '@ledgerdesk/domain';

/** Templates that files of earlier versions do not have. */
export const DEFAULT_MAILS: Partial<Mails['mails']> = {
  appointment: {
    en: {
      subject: 'Your appointment with Premium Support was cancelled',
      paragraphs: [
        'Hello {name},',
        'Your appointment on {startsAt} was cancelled, because your Premium Support no longer includes it then.',
        'If your team has Premium Support again, you can book a new appointment. Replies to this e-mail are not read.',
      ],
    },
    ja: {
      subject: 'プレミアムサポートのご予約がキャンセルされました',
      paragraphs: [
        '{name} 様',
        '{startsAt} のご予約は、対象のプレミアムサポートがその前に終了するため、キャンセルされました。',
        'プレミアムサポートを再度ご利用になる場合は、改めてご予約いただけます。このメールに返信いただいても、お読みすることができません。',
      ],
    },
    de: {
      subject: 'Ihr Termin mit dem Premium-Support wurde abgesagt',
      paragraphs: [
        'Guten Tag {name},',
        'Ihr Termin am {startsAt} wurde abgesagt, weil Ihr Premium-Support ihn dann nicht mehr umfasst.',
        'Sobald Ihr Team wieder Premium-Support hat, können Sie einen neuen Termin buchen. ' +
          'Antworten auf diese E-Mail werden nicht gelesen.',
      ],
    },
  },
};
