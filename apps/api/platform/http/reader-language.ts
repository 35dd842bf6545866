import { isRecord } from '@ledgerdesk/kernel';
import { writtenLanguage } from '@ledgerdesk/domain';
import { SERVED_LANGUAGES, type ServedLanguage } from '@ledgerdesk/events';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

const isServed = (language: string | undefined): language is ServedLanguage =>
  SERVED_LANGUAGES.some((served) => served === language);

/** L1: the served language that `Accept-Language` (RFC 9110) prefers, or English if it accepts none. */
export const acceptedLanguage = (header: string): ServedLanguage => {
  const language = new Negotiator({ headers: { 'accept-language': header } }).language([...SERVED_LANGUAGES]);
  return isServed(language) ? language : 'en';
};

/** The language of a response: `?language=` if given, else by `Accept-Language`. */
export const readerLanguage = ({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): ServedLanguage => {
  const language = isRecord(query) ? query['language'] : undefined;
  return typeof language === 'string' ? writtenLanguage(language) : acceptedLanguage(headers['accept-language'] ?? '');
};

/** Parameter decorator: the language of the response's texts. */
export const ReaderLanguage = createParamDecorator((_: undefined, context: ExecutionContext): ServedLanguage =>
  readerLanguage(context.switchToHttp().getRequest<FastifyRequest>()),
);
