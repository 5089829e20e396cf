import { answerFor, successes } from '../../model/contract.ts';
import type { FaultKind } from '../../model/sheet.ts';
import { type Check, clauseOf, deviation, type Look, seen, subject, succeeded, upheld } from '../rule.ts';

/** Statuses a framework or gateway answers with by itself; the operation's promises do not cover them (rule 6). */
export const GATEWAY_STATUSES: ReadonlySet<number> = new Set([404, 405, 406, 413, 415]);

const refused = ({ answer }: Look): boolean => answer.status >= 400 && answer.status < 500;
/** Neither done nor refused: a page to log in at, or a record to be looked for elsewhere. */
const redirected = ({ answer }: Look): boolean => answer.status >= 300 && answer.status < 400;
const documentedSuccess = ({ contract }: Look): string =>
  successes(contract.operation)
    .map(({ status }) => status)
    .join(' or ') || '2xx';

/** RFC 9110 9.1: 501 is the right answer to a method the server does not know at all. */
const properly501 = ({ answer, step }: Look): boolean => answer.status === 501 && step.expect.fault === 'method';

function promisedFor(look: Look, fault: FaultKind): { clause: string; status: number[]; lawful: number[] } | undefined {
  const about = clauseOf(look, `rejection/${fault}`)?.about;
  if (about?.kind === 'rejection') return { clause: `rejection/${fault}`, status: about.status, lawful: about.alsoLawful };
  const key = fault === 'duplicate' ? look.contract.sheet.naturalKeys?.find(({ at }) => subject(look) === `key${at}`) : undefined;
  return key?.duplicate.status ? { clause: subject(look), status: key.duplicate.status, lawful: [] } : undefined;
}

export const statusChecks: readonly Check[] = [
  {
    id: 'server-error',
    asks: 'nothing we send makes the server fail',
    basis: 'RFC 9110 15.6; house rule',
    example: { rule: 'truncated-json', answers: [{ status: 500, body: { message: 'x' } }], finds: ['breach at status'] },
    perRule: true,
    repeats: true,
    find: (look) => (look.answer.status >= 500 && !properly501(look) ? [seen(subject(look), 'status', 'no 5xx', look.answer.status, 'breach')] : []),
  },
  {
    id: 'invalid-accepted',
    asks: 'what must be refused is refused',
    basis: 'rule 4 of judgement',
    example: { rule: 'required-omitted', answers: [{ status: 201, body: { id: '1' } }], finds: ['breach at status'] },
    perRule: true,
    find: (look) => {
      if (look.step.expect.intent !== 'reject') return [];
      if (succeeded(look)) return [deviation(look, subject(look), 'status', 'a 4xx', look.answer.status)];
      return refused(look) || properly501(look) ? [upheld(subject(look), 'status')] : [];
    },
  },
  {
    id: 'valid-refused',
    asks: 'what the document allows is accepted',
    basis: 'rule 7 of judgement',
    example: { rule: 'everything', answers: [{ status: 400, body: { message: 'no' } }], finds: ['breach at status'] },
    perRule: true,
    repeats: true,
    find: (look) => {
      if (look.step.expect.intent !== 'accept') return [];
      if (refused(look) || redirected(look)) return [deviation(look, subject(look), 'status', documentedSuccess(look), look.answer.status)];
      return succeeded(look) ? [upheld(subject(look), 'status')] : [];
    },
  },
  {
    id: 'success-status-other',
    asks: 'success is answered with a documented success status',
    basis: 'OpenAPI 3.0.3 4.7.16',
    example: { rule: 'everything', answers: [{ status: 202, body: { id: '1' } }], finds: ['breach at status'] },
    find: (look) => {
      if (look.step.role !== 'create' || look.step.expect.intent === 'reject' || !succeeded(look)) return [];
      const documented = answerFor(look.contract.operation, look.answer.status);
      if (documented) return [upheld(`answer/${documented.status}#status`, 'status')];
      return [
        deviation(look, `answer/${successes(look.contract.operation)[0]?.status ?? '2XX'}#status`, 'status', documentedSuccess(look), look.answer.status),
      ];
    },
  },
  {
    id: 'rejection-status-other',
    asks: 'a fault is answered with the status promised for its kind',
    basis: 'rule 4 of judgement',
    example: {
      rule: 'required-omitted',
      sheet: { rejections: [{ kind: 'invalid-body', status: [400], stated: 'prose' }] },
      answers: [{ status: 422, body: { message: 'no' } }],
      finds: ['breach at status'],
    },
    perRule: true,
    find: (look) => {
      const { intent, fault } = look.step.expect;
      if (intent !== 'reject' || fault === undefined || !(refused(look) || redirected(look))) return [];
      const promised = promisedFor(look, fault);
      // Any 4xx will do where no status is promised, and a redirect is none; of methods only success and failure are judged (rule 5).
      if (!promised && redirected(look)) return [deviation(look, subject(look), 'status', 'a 4xx', look.answer.status, fault === 'method' ? 'gap' : undefined)];
      if (!promised) return [];
      if ([...promised.status, ...promised.lawful].includes(look.answer.status)) return [upheld(promised.clause, 'status')];
      return [deviation(look, promised.clause, 'status', promised.status.join(' or '), look.answer.status)];
    },
  },
  {
    id: 'status-undocumented',
    asks: 'every status the operation answers is documented',
    basis: 'OpenAPI 3.0.3 4.7.16',
    example: { rule: 'required-omitted', answers: [{ status: 418, body: { message: 'no' } }], finds: ['gap at status 418'] },
    find: (look) => {
      const { status } = look.answer;
      if (look.step.role !== 'create' || !refused(look)) return [];
      const documented = answerFor(look.contract.operation, status);
      if (documented) return [upheld(`answer/${documented.status}#status`, 'status'), upheld('answers#documented', 'status')];
      if (GATEWAY_STATUSES.has(status) || look.contract.sheet.knownStatuses?.status.includes(status)) return [];
      if ((look.contract.sheet.naturalKeys ?? []).some(({ duplicate }) => duplicate.status?.includes(status))) return [];
      if ((look.contract.sheet.rejections ?? []).some((rejection) => [...rejection.status, ...(rejection.alsoLawful ?? [])].includes(status))) return [];
      return [seen('answers#documented', `status ${status}`, 'a documented status', status, 'gap')];
    },
  },
  {
    id: 'created-twice',
    asks: 'of two identical creates at the same moment one is refused',
    basis: 'sheet',
    example: {
      rule: 'created-at-once',
      sheet: { naturalKeys: [{ at: '/email', duplicate: { outcome: 'conflict' }, stated: 'prose' }] },
      answers: [
        { status: 201, body: { id: '1' } },
        { status: 201, body: { id: '2' } },
      ],
      finds: ['breach at status'],
    },
    find: (look) => {
      if (look.step.together !== true) return [];
      const first = look.earlier.get(look.index - 1);
      if (!first) return [];
      return succeeded(first) && succeeded(look)
        ? [deviation(look, subject(look), 'status', 'one success, one refusal', `${first.answer.status} and ${look.answer.status}`)]
        : [upheld(subject(look), 'status')];
    },
  },
];
