import { expect, test } from '@playwright/test';
import type { Pair } from '#src/drift/behaviour/rule.ts';
import { wholeOf } from '#src/drift/behaviour/rule.ts';
import { BEHAVIOUR_RULES } from '#src/drift/rules/behaviour.ts';
import { DRIFT_SEVERITIES } from '#src/model/drift.ts';

type Example = (typeof BEHAVIOUR_RULES)[number]['example'];

function pairOf({ asked, before, after, beside }: Example): Pair {
  const others = beside ? [{ asked, answer: beside }] : [];
  return {
    ...{ asked, before, after },
    among: { before: wholeOf([...others, { asked, answer: before }]), after: wholeOf([...others, { asked, answer: after }]) },
  };
}

for (const rule of BEHAVIOUR_RULES) {
  test(`${rule.id} finds its example: ${rule.says}`, () => {
    expect(rule.find(pairOf(rule.example))).toHaveLength(1);
  });

  test(`${rule.id} is silent where nothing changed`, () => {
    const { before, after } = rule.example;
    expect(rule.find(pairOf({ ...rule.example, after: before }))).toEqual([]);
    expect(rule.find(pairOf({ ...rule.example, before: after }))).toEqual([]);
  });
}

test('every rule of behaviour has an id of its own and a severity that fits its effect', () => {
  const ids = BEHAVIOUR_RULES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  expect(BEHAVIOUR_RULES.filter(({ effect, severity }) => effect === 'breaking' && severity === 'info').map(({ id }) => id)).toEqual([]);
  expect(BEHAVIOUR_RULES.every(({ says, basis, severity }) => says !== '' && basis !== '' && DRIFT_SEVERITIES.includes(severity))).toBe(true);
});

/** A change one way has a rule that tells the way back; several share one. */
const MIRRORS: Readonly<Record<string, string>> = {
  'credential-accepted': 'invalid-refused',
  'duplicate-accepted': 'invalid-refused',
  'member-sometimes-missing': 'member-appeared',
  'error-member-sometimes-missing': 'error-member-appeared',
  'null-left-out': 'member-appeared',
  'error-null-left-out': 'error-member-appeared',
  // A text that gains a format narrows what may come, which asks nothing of a caller.
  'format-lost': '',
};

for (const rule of BEHAVIOUR_RULES)
  test(`the way back of ${rule.id} is told, or nobody needs to know`, () => {
    const { before, after } = rule.example;
    const back = pairOf({ ...rule.example, before: after, after: before });
    const told = BEHAVIOUR_RULES.filter(({ find }) => find(back).length > 0).map(({ id }) => id);
    const mirror = MIRRORS[rule.id];
    if (mirror === undefined) expect(told.length).toBeGreaterThan(0);
    else expect(told).toEqual(mirror === '' ? [] : [mirror]);
  });
