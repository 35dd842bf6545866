import { isRecord } from '@ledgerdesk/kernel';
import { TEXT_LANGUAGES, textLanguage, type TextLanguage, writtenLanguage } from '@ledgerdesk/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** L1: the language of texts that `Accept-Language` (RFC 9110) prefers, or English if it accepts none. */
export const acceptedLanguage = (header: string): TextLanguage => {
  const language = new Negotiator({ headers: { 'accept-language': header } }).language([...TEXT_LANGUAGES]);
  return textLanguage(language) ?? 'en';
};

/** The language of a response: `?language=` if given, else by `Accept-Language`. */
export const readerLanguage = ({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): TextLanguage => {
  const language = isRecord(query) ? query['language'] : undefined;
  return typeof language === 'string' ? writtenLanguage(language) : acceptedLanguage(headers['accept-language'] ?? '');
};

/** Parameter decorator: the language of the response's texts. */
export const ReaderLanguage = createParamDecorator((_: undefined, context: ExecutionContext): TextLanguage =>
  readerLanguage(context.switchToHttp().getRequest<FastifyRequest>()),
);
