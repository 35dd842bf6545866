import { writtenLanguage } from '@ledgerdesk/domain';
import { SERVED_LANGUAGES, type ServedLanguage } from '@ledgerdesk/events';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

interface Range {
  readonly tag: string;
  readonly weight: number;
}

const rangeOf = (range: string): Range => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { tag, weight: weight === undefined ? 1 : Number(weight.slice('q='.length)) };
};

/** L1: of the languages that `Accept-Language` (RFC 9110) names, the one that comes first of those that texts are written in; English where there is none. */
export const acceptedLanguage = (header: string): ServedLanguage => {
  const wanted = header
    .split(',')
    .map(rangeOf)
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const primary = wanted.map(({ tag }) => tag.split('-')[0]);
  return (
    primary
      .map((tag) => SERVED_LANGUAGES.find((language) => language === tag))
      .find((language) => language !== undefined) ?? 'en'
  );
};

/** The language that whoever sent a request reads: `?language=` where it is said, else the one accepted. */
export const readerLanguage = ({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): ServedLanguage => {
  const asked = typeof query === 'object' && query !== null && 'language' in query ? query.language : undefined;
  return typeof asked === 'string' ? writtenLanguage(asked) : acceptedLanguage(headers['accept-language'] ?? '');
};

/** The language that texts are to be written in for the reader of an answer. */
export const ReaderLanguage = createParamDecorator((_: undefined, context: ExecutionContext): ServedLanguage =>
  readerLanguage(context.switchToHttp().getRequest<FastifyRequest>()),
);
