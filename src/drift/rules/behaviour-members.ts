import type { AnswerSeen } from '../behaviour/answer.ts';
import { type BehaviourRule, type Both, bothRefuse, bothSucceed, type Change, factOfBoth, groupOf, membersIn, type Pair } from '../behaviour/rule.ts';

/** Where a rule looks: members of successes, or of error bodies. */
interface Side {
  /** Before the rule's id. */
  prefix: string;
  of: string;
  asked: BehaviourRule['example']['asked'];
  status: number;
  is(pair: Pair): boolean;
}

const SUCCESS: Side = { prefix: '', of: 'an answer', asked: 'valid', status: 201, is: bothSucceed };
const ERROR: Side = { prefix: 'error-', of: 'an error', asked: 'invalid-body', status: 400, is: bothRefuse };

type Entry = Pick<BehaviourRule, 'id' | 'basis' | 'effect' | 'severity'> & {
  says(of: string): string;
  /** The facts of the member `/state` in the example; undefined: it is not there. */
  example: readonly [before: string | undefined, after: string | undefined, beside?: string];
  on: readonly Side[];
  is(both: Both, pair: Pair): boolean;
};

const onlyIn = (list: readonly string[], other: readonly string[]): string[] => list.filter((item) => !other.includes(item));
const withoutNull = (types: readonly string[]): string[] => types.filter((type) => type !== 'null');
const hadValue = ({ before }: Both): boolean => before !== undefined && withoutNull(before.types).length > 0;
const stillSomewhere = ({ key }: Both, { asked, after, among }: Pair): boolean => among.after.has(groupOf(asked, after), key);
const knownAfter = ({ key }: Both, { asked, after, among }: Pair): ReadonlySet<string> => among.after.values(groupOf(asked, after), key);
const knownBefore = ({ key }: Both, { asked, before, among }: Pair): ReadonlySet<string> => among.before.values(groupOf(asked, before), key);
/** Words on both sides, other than a status that is told already. */
const areWords = ({ before, after }: Both, pair: Pair): boolean =>
  (before?.values.length ?? 0) > 0 &&
  (after?.values.length ?? 0) > 0 &&
  !(before?.values[0] === String(pair.before.status) && after?.values[0] === String(pair.after.status));

const TABLE: readonly Entry[] = [
  {
    id: 'member-vanished',
    says: (of) => `${of} has lost a member`,
    basis: 'JSON Schema validation, 6.5.3: required',
    effect: 'breaking',
    severity: 'breaking',
    example: ['string', undefined],
    on: [SUCCESS, ERROR],
    is: (both, pair) => hadValue(both) && both.after === undefined && !stillSomewhere(both, pair),
  },
  {
    id: 'member-sometimes-missing',
    says: (of) => `${of} lacks a member that others still have`,
    basis: 'JSON Schema validation, 6.5.3: required',
    effect: 'breaking',
    severity: 'breaking',
    example: ['string', undefined, 'string'],
    on: [SUCCESS, ERROR],
    is: (both, pair) => hadValue(both) && both.after === undefined && stillSomewhere(both, pair),
  },
  {
    id: 'null-left-out',
    says: (of) => `a member of ${of} that was null is left out`,
    basis: 'JSON Schema validation, 6.5.3: required',
    effect: 'neutral',
    severity: 'info',
    example: ['null', undefined],
    on: [SUCCESS, ERROR],
    is: (both) => both.before !== undefined && !hadValue(both) && both.after === undefined,
  },
  {
    id: 'member-appeared',
    says: (of) => `${of} has a member it did not have`,
    basis: 'rule 13 of judgement: unknown members',
    effect: 'widening',
    severity: 'info',
    example: [undefined, 'string'],
    on: [SUCCESS, ERROR],
    is: ({ before, after }) => before === undefined && after !== undefined,
  },
  {
    id: 'member-type-changed',
    says: (of) => `a member of ${of} has another type`,
    basis: 'JSON Schema validation, 6.1.1: type',
    effect: 'breaking',
    severity: 'breaking',
    example: ['number', 'string'],
    on: [SUCCESS, ERROR],
    is: ({ before, after }) =>
      before !== undefined && after !== undefined && withoutNull(before.types).length > 0 && onlyIn(withoutNull(after.types), before.types).length > 0,
  },
  {
    id: 'member-null',
    says: (of) => `a member of ${of} that had a value is null`,
    basis: 'JSON Schema validation, 6.1.1: type',
    effect: 'breaking',
    severity: 'breaking',
    example: ['string', 'null'],
    on: [SUCCESS, ERROR],
    is: ({ before, after }) => before !== undefined && !before.types.includes('null') && (after?.types.includes('null') ?? false),
  },
  {
    id: 'member-never-null',
    says: (of) => `a member of ${of} that was null has a value`,
    basis: 'JSON Schema validation, 6.1.1: type',
    effect: 'neutral',
    severity: 'info',
    example: ['null', 'string'],
    on: [SUCCESS, ERROR],
    is: ({ before, after }) => after !== undefined && !after.types.includes('null') && (before?.types.includes('null') ?? false),
  },
  {
    id: 'format-lost',
    says: (of) => `a member of ${of} no longer has the format it had`,
    basis: 'JSON Schema validation, 7: format',
    effect: 'breaking',
    severity: 'breaking',
    example: ['string(date-time)', 'string'],
    on: [SUCCESS],
    is: ({ before, after }) =>
      before !== undefined &&
      after !== undefined &&
      before.formats.some((format) => format !== 'text' && format !== 'empty') &&
      onlyIn(after.formats, before.formats).length > 0,
  },
  {
    id: 'word-new',
    says: (of) => `a member of ${of} has a value it never had`,
    basis: 'JSON Schema validation, 6.1.2: enum',
    effect: 'widening',
    severity: 'warn',
    example: ['string = active', 'string = enabled'],
    on: [SUCCESS],
    is: (both, pair) => areWords(both, pair) && (both.after?.values ?? []).some((word) => !knownBefore(both, pair).has(word)),
  },
  {
    id: 'word-vanished',
    says: (of) => `a value that a member of ${of} had is no longer seen`,
    basis: 'JSON Schema validation, 6.1.2: enum',
    effect: 'neutral',
    severity: 'info',
    example: ['string = active', 'string = enabled'],
    on: [SUCCESS],
    is: (both, pair) => areWords(both, pair) && (both.before?.values ?? []).some((word) => !knownAfter(both, pair).has(word)),
  },
  {
    id: 'word-other',
    says: (of) => `a member of ${of} has another of its values than for the same request before`,
    basis: 'sheet: defaults; JSON Schema validation, 6.1.2: enum',
    effect: 'breaking',
    severity: 'warn',
    example: ['string = active', 'string = closed', 'string = active, closed'],
    on: [SUCCESS],
    is: (both, pair) => {
      const [was, is] = [both.before?.values ?? [], both.after?.values ?? []];
      const differ = onlyIn(is, was).length + onlyIn(was, is).length > 0;
      return areWords(both, pair) && differ && is.every((word) => knownBefore(both, pair).has(word)) && was.every((word) => knownAfter(both, pair).has(word));
    },
  },
];

const answer = ({ status }: Side, fact: string | undefined): AnswerSeen => ({
  status,
  facts: { media: 'application/json', body: 'object', ...(fact === undefined ? {} : { '/state': fact }) },
});

/** Members of answers: there or not, of which type, null, in which format, with which words. */
export const memberRules: readonly BehaviourRule[] = TABLE.flatMap(({ id, says, example: [before, after, beside], on, is, ...entry }) =>
  on.map(
    (side): BehaviourRule => ({
      ...entry,
      id: side.prefix + id,
      says: says(side.of),
      direction: 'answer',
      example: {
        asked: side.asked,
        before: answer(side, before),
        after: answer(side, after),
        ...(beside === undefined ? {} : { beside: answer(side, beside) }),
      },
      find: (pair) => (side.is(pair) ? membersIn(pair).flatMap((both): Change[] => (is(both, pair) ? [factOfBoth(both)] : [])) : []),
    }),
  ),
);
