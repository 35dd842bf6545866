import { MAX_PAGE } from '@ledgerdesk/projections';
import { Transform } from 'class-transformer';
import { IdField, IntegerField, LanguageField, TextField } from '../platform/http/fields.js';
import { CursorField, toInteger } from '../platform/http/paging.js';

/** Bytes of a message in a chat. */
export const MAX_MESSAGE_BYTES = 4_096;

export class StartChatBody {
  @IdField({
    optional: true,
    example: 'dropbox',
    description: 'Product. Required if the team uses several products (R2).',
  })
  product?: string;
  @IdField({ example: 'sync_upload', description: 'Issue type from the taxonomy.' }) issueType: string;
  @TextField(MAX_MESSAGE_BYTES, { example: 'Sync stopped this morning.', description: 'First message.' })
  message: string;
  @LanguageField({ description: "Requester's language (BCP 47)." }) language: string;
}

export class ChatMessageBody {
  @TextField(MAX_MESSAGE_BYTES, { example: 'It happens on two machines.', description: 'Text of the message.' })
  body: string;
}

/** A page of the messages and changes of a chat. */
export class ChatPageQuery {
  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_PAGE, {
    optional: true,
    default: MAX_PAGE,
    example: 50,
    description: 'Maximum number of updates.',
  })
  limit?: number;
}
