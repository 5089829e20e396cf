import { type Answer, type Media, mediaTypeName } from '../model/contract.ts';
import type { Version } from '../model/version.ts';

export const statusOf = ({ status }: Answer): string => status.toUpperCase();
export const isSuccess = (status: string): boolean => status.startsWith('2');
export const isClientError = (status: string): boolean => status.startsWith('4');

/** A media type with its parameters; UTF-8 is what JSON is in anyway (RFC 8259, 8.1). */
export function mediaName({ name }: Media): string {
  const parameters = name
    .split(';')
    .slice(1)
    .map((part) => part.trim().toLowerCase().replaceAll('"', ''))
    .filter((part) => part !== '' && part !== 'charset=utf-8');
  return [mediaTypeName(name), ...parameters.sort()].join('; ');
}

/** What a version says of a status: the exact one, its range, or for what is no success `default` (OpenAPI 3.0.3, 4.7.16). */
function answering({ operation }: Version, status: string): Answer | undefined {
  const named = (name: string): Answer | undefined => operation.answers.find((answer) => statusOf(answer) === name);
  return named(status) ?? named(`${status.charAt(0)}XX`) ?? (isSuccess(status) ? undefined : named('DEFAULT'));
}

/** The answers both versions speak of, by every status one of them names. */
export function commonAnswers(before: Version, after: Version): { status: string; before: Answer; after: Answer }[] {
  const named = new Map([...after.operation.answers, ...before.operation.answers].map((answer) => [statusOf(answer), answer.status]));
  return [...named].flatMap(([name, status]) => {
    const [earlier, later] = [answering(before, name), answering(after, name)];
    return earlier && later ? [{ status, before: earlier, after: later }] : [];
  });
}

/** The answers of one version that the other says nothing of. */
export const answersOnly = (of: Version, beside: Version, is: (status: string) => boolean): Answer[] =>
  of.operation.answers.filter((answer) => is(statusOf(answer)) && answering(beside, statusOf(answer)) === undefined);

/** The media types both lists have. */
export const commonMedia = (before: readonly Media[], after: readonly Media[]): { before: Media; after: Media }[] =>
  before.flatMap((earlier) => {
    const later = after.find((candidate) => mediaName(candidate) === mediaName(earlier));
    return later ? [{ before: earlier, after: later }] : [];
  });
