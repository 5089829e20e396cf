import { header } from '../../model/exchange.ts';
import { isObject, type Json, sameJson, valueAt, valuesAt } from '../../model/json.ts';
import { segments } from '../../model/pointer.ts';
import { recordId } from '../record-id.ts';
import { type Check, deviation, type Look, madeRecord, type Observation, seen, subject, succeeded, upheld } from '../rule.ts';
import { differences } from '../same.ts';
import { insane, liesBefore } from '../times.ts';

const value = (look: Look, at: string): Json | undefined => valueAt(look.answer.json?.value, at);
const isEmail =
  (base: string) =>
  (at: string): boolean =>
    /e-?mail/i.test(segments(`${base}${at}`).at(-1) ?? '');
const generic = (at: string): string => at.replaceAll(/\/\d+(?=\/|$)/g, '/*');
const entries = <T>(list: readonly T[] | undefined): readonly T[] => list ?? [];
const idOf = (look: Look): Json | undefined => recordId(look.contract.sheet, look.answer.json?.value);
/** The earlier step of the same case that this one repeats, if it made a record. */
const first = (look: Look): Look | undefined => {
  const before = look.step.expect.of === undefined ? undefined : look.earlier.get(look.step.expect.of);
  return before && madeRecord(before) ? before : undefined;
};

/** Members the provider may ignore in this very request (`source_id` beside `id`). */
const overruled = (look: Look): ReadonlySet<string> =>
  new Set(
    entries(look.contract.sheet.precedence)
      .filter(({ given }) => valueAt(look.sent, given) !== undefined)
      .map(({ ignores }) => ignores),
  );

function compare(look: Look, clause: string, sent: Json, answered: Json | undefined, sentAt: string, answeredAt: string, atMost?: 'gap'): Observation[] {
  const found = differences(sent, answered, isEmail(sentAt));
  if (found.length === 0) return [upheld(clause, answeredAt)];
  return found.map(({ at, kind, sent: was, answered: came }) =>
    deviation(look, clause, generic(`${answeredAt}${at}`) || 'body', was, came ?? 'absent', kind === 'trimmed' || kind === 'letter-case' ? 'gap' : atMost),
  );
}

/** That a trap of a text comes back is promised of an echo; what a server makes of one is open (rule 14 of judgement). */
const openToServer = ({ planned, step }: Look): 'gap' | undefined => (planned.family === 'exploration' && step.expect.intent === 'either' ? 'gap' : undefined);

export const recordChecks: readonly Check[] = [
  {
    id: 'echo-differs',
    asks: 'what was sent comes back unaltered',
    basis: 'sheet; rule 7 of judgement',
    example: {
      rule: 'everything',
      sheet: { echo: [{ sent: '/name', answered: '/name', stated: 'prose' }] },
      answers: [{ status: 201, body: { id: '1', name: 'Somebody Else' } }],
      finds: ['breach at /name'],
    },
    find: (look) => {
      if (!madeRecord(look) || look.sent === undefined) return [];
      const ignored = overruled(look);
      return entries(look.contract.sheet.echo).flatMap(({ sent, answered }) => {
        const given = valueAt(look.sent, sent);
        return given === undefined || ignored.has(sent) ? [] : compare(look, `echo${sent}`, given, value(look, answered), sent, answered);
      });
    },
  },
  {
    id: 'default-not-applied',
    asks: 'documented defaults are applied',
    basis: 'sheet; OpenAPI 3.0.3 4.7.24 (default)',
    example: {
      rule: 'only-required',
      sheet: { defaults: [{ at: '/active', answered: '/active', value: true, stated: 'prose' }] },
      answers: [{ status: 201, body: { id: '1', active: false } }],
      finds: ['breach at /active'],
    },
    find: (look) =>
      !madeRecord(look) || look.sent === undefined || look.step.expect.of !== undefined
        ? []
        : entries(look.contract.sheet.defaults).flatMap(({ at, answered, value: wanted }) => {
            if (valueAt(look.sent, at) !== undefined) return [];
            const given = value(look, answered);
            if (given === undefined) return [deviation(look, `default${at}`, answered, wanted, 'absent', 'gap')];
            return [sameJson(given, wanted) ? upheld(`default${at}`, answered) : deviation(look, `default${at}`, answered, wanted, given)];
          }),
  },
  {
    id: 'alias-differs',
    asks: 'aliases hold the same value',
    basis: 'sheet',
    example: {
      rule: 'everything',
      sheet: { aliases: [{ answered: ['/id', '/_id'], stated: 'prose' }] },
      answers: [{ status: 201, body: { id: '1', _id: '2' } }],
      finds: ['breach at /id'],
    },
    find: (look) =>
      !madeRecord(look)
        ? []
        : entries(look.contract.sheet.aliases).flatMap(({ answered: [one, other] }) => {
            const [left, right] = [value(look, one), value(look, other)];
            const clause = `alias${one}`;
            if (left === undefined && right === undefined) return [];
            if (left === undefined || right === undefined) return [deviation(look, clause, left === undefined ? one : other, right ?? left, 'absent', 'gap')];
            return [sameJson(left, right) ? upheld(clause, one) : deviation(look, clause, one, right, left)];
          }),
  },
  {
    id: 'derived-wrong',
    asks: 'derived members follow what was sent',
    basis: 'sheet',
    example: {
      rule: 'everything',
      sheet: { derived: [{ from: '/name', into: ['/first', '/last'], how: 'split-at-blank', stated: 'prose' }] },
      answers: [{ status: 201, body: { id: '1', first: 'No', last: 'Body' } }],
      finds: ['breach at /first', 'breach at /last'],
    },
    // Where a name of one word or of three is cut is not said: of three words only that none is lost is judged.
    find: (look) =>
      !madeRecord(look) || look.sent === undefined
        ? []
        : entries(look.contract.sheet.derived).flatMap(({ from, into }) => {
            const sent = valueAt(look.sent, from);
            const parts = typeof sent === 'string' ? sent.split(' ') : [];
            if (parts.length > 2) return lostInSplit(look, `derived${from}`, sent as string, into);
            if (parts.length !== 2) return [];
            return into.flatMap((at, index) => compare(look, `derived${from}`, parts[index] as string, value(look, at), at, at, openToServer(look)));
          }),
  },
  {
    id: 'ignored-member-won',
    asks: 'ignored members neither win nor come back',
    basis: 'sheet',
    example: {
      rule: 'ignored-member-sent',
      sheet: { ignored: [{ at: '/shop', answered: '/shop', sample: 'abc', stated: 'prose' }] },
      answers: [{ status: 201, body: { id: '1', shop: 'abc' } }],
      finds: ['breach at /shop'],
    },
    find: (look) => {
      if (!madeRecord(look)) return [];
      const sent = [
        ...entries(look.contract.sheet.ignored).map(({ at, answered }) => ({ clause: `ignored${at}`, at, answered })),
        ...entries(look.contract.sheet.precedence)
          .filter(({ given }) => valueAt(look.sent, given) !== undefined)
          .map(({ ignores, answered }) => ({ clause: `precedence${ignores}`, at: ignores, answered })),
      ];
      return sent.flatMap(({ clause, at, answered }) => {
        const given = valueAt(look.sent, at);
        if (given === undefined) return [];
        return [
          sameJson(given, value(look, answered)) ? deviation(look, clause, answered, 'another value than the one sent', given) : upheld(clause, answered),
        ];
      });
    },
  },
  {
    id: 'server-owned-insane',
    asks: 'ids are there and distinct, dates parse and lie in order',
    basis: 'rule 7 of judgement; RFC 3339',
    example: {
      rule: 'everything',
      sheet: { serverOwned: [{ answered: '/created', is: 'created', stated: 'prose' }] },
      answers: [{ status: 201, body: { id: '1', created: '1970-01-01T00:00:00Z' } }],
      finds: ['breach at /created'],
    },
    find: (look) => {
      if (!madeRecord(look)) return [];
      const owned = entries(look.contract.sheet.serverOwned);
      const times = owned.filter(({ is }) => is === 'created' || is === 'updated' || is === 'time');
      const judged = times.flatMap(({ answered }) => {
        const given = value(look, answered);
        if (given === undefined || given === null) return [];
        const wanted = insane(given, timeThere(look));
        return [wanted === undefined ? upheld(`server-owned${answered}`, answered) : sane(look, answered, wanted, given)];
      });
      const [created, updated] = (['created', 'updated'] as const).map((kind) => owned.find(({ is }) => is === kind)?.answered);
      const [before, after] = [created, updated].map((at) => (at === undefined ? null : (value(look, at) ?? null)));
      const reversed =
        updated !== undefined && before !== undefined && after !== undefined && liesBefore(after, before)
          ? [sane(look, updated, 'not before it was created', after)]
          : [];
      const ids = owned
        .filter(({ is, answered }) => is === 'id' && value(look, answered) !== undefined)
        .map(({ answered }) => (value(look, answered) === '' ? sane(look, answered, 'an id', '') : upheld(`server-owned${answered}`, answered)));
      const others = owned
        .filter(({ is, answered }) => is === 'other' && value(look, answered) !== undefined)
        .map(({ answered }) => upheld(`server-owned${answered}`, answered));
      const own = owned.find(({ is, answered }) => is === 'id' && look.contract.sheet.record.id.includes(answered));
      const nameless = own && idOf(look) === undefined ? [seen(`server-owned${own.answered}`, own.answered, 'an id', 'absent', 'gap')] : [];
      return [...judged, ...reversed, ...ids, ...nameless, ...others];
    },
  },
  {
    id: 'id-shared',
    asks: 'two creates with different keys make two records',
    basis: 'RFC 9110 9.3.3',
    example: {
      rule: 'two-records',
      answers: [
        { status: 201, body: { id: '1' } },
        { status: 201, body: { id: '1' } },
      ],
      finds: ['breach at id'],
    },
    find: (look) => {
      const before = look.earlier.get(look.index - 1);
      if (look.step.expect.of !== undefined || !before || !madeRecord(before) || !madeRecord(look) || before.step.role !== 'create') return [];
      const { record, serverOwned } = look.contract.sheet;
      const made = entries(serverOwned).filter(({ is, stated }) => is === 'id' && stated !== 'assumed');
      const ids = [...record.id, ...made.map(({ answered }) => answered)].flatMap((at) => {
        const [one, two] = [value(before, at), value(look, at)];
        return one !== undefined && two !== undefined && two !== null && two !== '' && sameJson(one, two) ? [two] : [];
      });
      return ids.slice(0, 1).map((id) => seen(subject(look), 'id', 'an id of its own', id, 'breach'));
    },
  },
  {
    id: 'upsert-other-record',
    asks: 'an upsert answers with the same record',
    basis: 'sheet',
    example: {
      rule: 'duplicate-identical',
      sheet: { naturalKeys: [{ at: '/email', duplicate: { outcome: 'upsert' }, stated: 'prose' }] },
      answers: [
        { status: 201, body: { id: '1' } },
        { status: 201, body: { id: '2' } },
      ],
      finds: ['breach at id'],
    },
    find: (look) => {
      const before = first(look);
      if (look.step.expect.intent !== 'accept' || !before || !madeRecord(look)) return [];
      const [one, two] = [idOf(before), idOf(look)];
      if (one === undefined || two === undefined) return [];
      return [sameJson(one, two) ? upheld(subject(look), 'id') : deviation(look, subject(look), 'id', one, two)];
    },
  },
  {
    id: 'stored-differs',
    asks: 'a record reads back as the create answered it',
    basis: 'sheet; rule 8 of judgement',
    example: {
      rule: 'create-then-read',
      sheet: { read: { method: 'GET', path: '/customers/{id}', record: '', stated: 'prose' }, echo: [{ sent: '/name', answered: '/name', stated: 'prose' }] },
      answers: [
        { status: 201, body: { id: '1', name: '$name' } },
        { status: 200, body: { id: '1', name: 'Changed' } },
      ],
      finds: ['breach at /name'],
    },
    find: (look) => {
      const before = first(look);
      const { read, record } = look.contract.sheet;
      if (look.step.expect.intent !== 'read' || !before || !read) return [];
      const id = idOf(before);
      const stored = succeeded(look) ? readRecord(look, id) : undefined;
      if (stored === undefined) return [seen('read', 'status', 'the created record', look.answer.status, 'gap')];
      const created = valueAt(before.answer.json?.value, record.at);
      const found = entries(look.contract.sheet.echo).flatMap(({ sent, answered }) => {
        const was = valueAt(before.answer.json?.value, answered);
        const at = answered.slice(record.at.length);
        if (valueAt(before.sent, sent) === undefined || was === undefined) return [];
        return differences(was, valueAt(stored, at), isEmail(sent)).map((difference) =>
          deviation(
            look,
            `echo${sent}`,
            generic(`${at}${difference.at}`),
            difference.sent,
            difference.answered ?? 'absent',
            difference.kind === 'altered' || difference.kind === 'dropped' ? undefined : 'gap',
          ),
        );
      });
      // What the server made of what was sent is no echo: a difference there is a gap (rule 8 of judgement), unless a refused create shows in it.
      const derived = entries(look.contract.sheet.derived).flatMap(({ from, into }) =>
        into.flatMap((answered, part) => {
          const at = answered.slice(record.at.length);
          const [was, now] = [valueAt(before.answer.json?.value, answered), valueAt(stored, at)];
          if (was === undefined || now === undefined || sameJson(was, now)) return [];
          return [overwritten(look, from, part, now) ? deviation(look, subject(look), at, was, now) : deviation(look, `derived${from}`, at, was, now, 'gap')];
        }),
      );
      return found.length + derived.length > 0 || !isObject(created) ? [...found, ...derived] : [upheld('read', 'body')];
    },
  },
];

/** A text of more than two words may be cut anywhere, but the parts together are the whole. */
function lostInSplit(look: Look, clause: string, sent: string, into: readonly [string, string]): Observation[] {
  const parts = into.map((at) => value(look, at));
  if (!parts.every((part) => typeof part === 'string')) return [];
  return parts.join(' ').trim() === sent.trim()
    ? [upheld(clause, into[0])]
    : [deviation(look, clause, into.join(' '), sent, parts.join(' '), openToServer(look))];
}

/** True where a stored part of a split text is that of an earlier create of the same case which was refused. */
const overwritten = (look: Look, from: string, part: number, stored: Json): boolean =>
  [...look.earlier.values()].some(({ step, sent, answer }) => {
    const text = valueAt(sent, from);
    return step.expect.intent === 'reject' && answer.status >= 400 && typeof text === 'string' && text.split(' ')[part] === stored;
  });

/** Server-owned members are judged wherever the sheet names them, unless it only assumes what they are. */
/** What time it is at the provider, by its Date header where that is ahead: a clock that is wrong is no promise broken, ours may be. */
const timeThere = ({ answer, now }: Look): number => Math.max(now, Date.parse(header(answer.headers, 'date') ?? '') || 0);

function sane(look: Look, answered: string, expected: string, actual: unknown): Observation {
  const entry = entries(look.contract.sheet.serverOwned).find((candidate) => candidate.answered === answered);
  return seen(`server-owned${answered}`, answered, expected, actual, entry?.stated === 'assumed' ? 'gap' : 'breach');
}

/** True for an id: for this one, where one is given. */
const isNamed = (named: Json | undefined, id: Json | undefined): boolean => named !== undefined && named !== null && (id === undefined || sameJson(named, id));

/** The record in the answer to a read: the first of the sheet's places where something has an id; in a list, the item with the id. */
function readRecord(look: Pick<Look, 'contract' | 'answer'>, id: Json | undefined): Json | undefined {
  const { read, record } = look.contract.sheet;
  const body = look.answer.json?.value;
  if (!read || body === undefined) return undefined;
  const names = record.id.map((at) => at.slice(record.at.length));
  for (const place of [read.record ?? ''].flat()) {
    const found = valuesAt(body, place)
      .map((reached) => reached.value)
      .find((candidate) => isObject(candidate) && names.some((name) => isNamed(valueAt(candidate, name), place.includes('*') ? id : undefined)));
    if (found !== undefined) return found;
  }
  return undefined;
}
