import { createHash } from 'node:crypto';
import type { AnswerSeen, Behaviour, CaseSeen } from './answer.ts';

/**
 * Behaviour as it stands in a file: a line per case that names what it sends and the shape of each answer, and every shape once. A
 * shape that is nearly another one says in what it differs; null takes a fact away.
 */
export interface PackedBehaviour {
  latency?: string;
  /** `7f3a90 201-c41d2e 200-09ab34`; `-` for a step that was not sent. */
  cases: Record<string, string>;
  shapes: Record<string, PackedShape>;
}

type PackedShape = { facts: Record<string, string> } | { like: string; but: Record<string, string | null> };

const byKey = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** Six hex digits of a shape: the same shape has the same name for ever. */
const nameOf = ({ status, facts }: AnswerSeen): string =>
  `${status}-${createHash('sha256')
    .update(JSON.stringify(byKey(facts)))
    .digest('hex')
    .slice(0, 6)}`;

export function packBehaviour({ cases, latency }: Behaviour): PackedBehaviour {
  const uses = new Map<string, { answer: AnswerSeen; count: number }>();
  const lines = byKey(cases).map(([id, { sends, steps }]): [string, string] => {
    const names = steps.map((answer) => {
      if (!answer) return '-';
      const name = nameOf(answer);
      uses.set(name, { answer, count: (uses.get(name)?.count ?? 0) + 1 });
      return name;
    });
    return [id, [sends, ...names].join(' ')];
  });
  return { ...(latency === undefined ? {} : { latency }), cases: Object.fromEntries(lines), shapes: packedShapes(uses) };
}

/** The most used shape of a status is written out, the others by what differs, where that is shorter. */
function packedShapes(uses: ReadonlyMap<string, { answer: AnswerSeen; count: number }>): Record<string, PackedShape> {
  const bases = new Map<number, { name: string; answer: AnswerSeen; count: number }>();
  for (const [name, { answer, count }] of [...uses].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const base = bases.get(answer.status);
    if (!base || count > base.count) bases.set(answer.status, { name, answer, count });
  }
  const packed = [...uses].map(([name, { answer }]): [string, PackedShape] => {
    const base = bases.get(answer.status);
    const facts = Object.fromEntries(byKey(answer.facts));
    if (!base || base.name === name) return [name, { facts }];
    const gone = Object.keys(base.answer.facts).filter((key) => !Object.hasOwn(facts, key));
    const other = Object.entries(facts).filter(([key, fact]) => base.answer.facts[key] !== fact);
    const but = Object.fromEntries(byKey(Object.fromEntries([...gone.map((key): [string, null] => [key, null]), ...other])));
    return [name, Object.keys(but).length < Object.keys(facts).length ? { like: base.name, but } : { facts }];
  });
  return Object.fromEntries(packed.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A name in a case's line, or behind `like`, that no shape has. */
export class UnknownShape extends Error {
  override readonly name = 'UnknownShape';
}

/** @throws {UnknownShape} where a line names a shape that is not there */
export function unpackBehaviour({ cases, shapes, latency }: PackedBehaviour): Behaviour {
  const written = (name: string): Record<string, string> => {
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (!shape) throw new UnknownShape(name);
    if ('facts' in shape) return shape.facts;
    const base = shapes[shape.like];
    if (!base || !('facts' in base)) throw new UnknownShape(shape.like);
    const facts = { ...base.facts, ...shape.but };
    return Object.fromEntries(Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== null));
  };
  const answers = new Map<string, AnswerSeen>();
  const answerCalled = (name: string): AnswerSeen => {
    const answer = answers.get(name) ?? { status: Number(name.split('-')[0]), facts: written(name) };
    answers.set(name, answer);
    return answer;
  };
  const read = Object.entries(cases).map(([id, line]): [string, CaseSeen] => {
    const [sends = '', ...names] = line.split(' ');
    return [id, { sends, steps: names.map((name) => (name === '-' ? null : answerCalled(name))) }];
  });
  return { cases: Object.fromEntries(read), ...(latency === undefined ? {} : { latency }) };
}
