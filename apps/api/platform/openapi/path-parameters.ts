import type { OpenAPIObject } from '@nestjs/swagger';
import { EXAMPLES } from './examples.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

interface PathParameter {
  readonly description: string;
  readonly example: string;
}

/** The parameters in paths: each name means the same in every path, or has an `ApiParam`. */
const PATH_PARAMETERS: Readonly<Record<string, PathParameter>> = {
  agentId: { description: 'Id of the agent.', example: 'kenji' },
  callbackId: { description: 'Id of the callback.', example: EXAMPLES.callbackId },
  chatId: { description: 'Id of the chat.', example: EXAMPLES.chatId },
  consultationId: { description: 'Id of the consultation.', example: EXAMPLES.consultationId },
  deliveryId: { description: 'Id of the delivery.', example: EXAMPLES.deliveryId },
  erasureId: { description: 'Id of the erasure.', example: EXAMPLES.erasureId },
  eventId: { description: 'Id of the event.', example: EXAMPLES.eventId },
  feature: { description: 'Id of the feature.', example: 'rewind' },
  inquiryId: { description: 'Id of the inquiry.', example: EXAMPLES.inquiryId },
  key: { description: 'Key of the row, percent-encoded.', example: EXAMPLES.ticketId },
  level: { description: 'Level of the tile, from 0.', example: '0' },
  mailId: { description: 'Id of the mail.', example: EXAMPLES.mailId },
  kind: { description: 'Kind of the person.', example: 'member' },
  memberId: { description: 'Id of the member, unique within the team.', example: 'aiko' },
  name: { description: 'Name of the read model.', example: 'ticket-list' },
  path: { description: 'Index of the tile as tlog-tiles writes it.', example: '000.p/1' },
  product: { description: 'Product of the add-on.', example: 'dropbox' },
  quarter: { description: 'Calendar quarter in UTC.', example: EXAMPLES.quarter },
  sha256: { description: 'SHA-256 of the content, in hexadecimal.', example: EXAMPLES.sha256 },
  subjectId: { description: 'Id of the person: of a member, `<team id>.<member id>`.', example: 'acme.aiko' },
  teamId: { description: 'Id of the team.', example: 'acme' },
  ticketId: { description: 'Id of the ticket.', example: EXAMPLES.ticketId },
  webhookId: { description: 'Id of the webhook.', example: EXAMPLES.webhookId },
  whatIfId: { description: 'Id of the question.', example: EXAMPLES.correlationId },
};

/**
 * Describes the parameters in the path of an operation that `ApiParam` does not. Throws Error for one that is not
 * in the table.
 */
export const describePath = ({ parameters = [], operationId }: Operation): void => {
  for (const parameter of parameters) {
    if (!('in' in parameter) || parameter.in !== 'path') continue;
    const known = PATH_PARAMETERS[parameter.name];
    if (!known) throw new Error(`Describe the parameter ${parameter.name} of ${operationId} in PATH_PARAMETERS.`);
    Object.assign(parameter, { ...known, ...parameter });
  }
};
