import { expect, test } from '#fixtures/playwright/test.ts';

/** An example of tests written by hand: they use the provider's clauses, bodies and checks. The file's first word is the project. */

test('a name with an apostrophe is accepted and comes back whole', async ({ provider }) => {
  const key = provider.freshKey();
  const answer = await provider.create({ customer_id: key, scope: 'PROJECT', name: "Conan O'Brien" });

  await expect(answer).toUphold(provider.clause('answer/200#status'));
  await expect(answer).toUphold(provider.clause('echo/name'));
});

test('an unknown scope is refused with the documented status and error body', async ({ provider }) => {
  const body = { customer_id: provider.freshKey(), scope: 'REGION' };
  const answer = await provider.create(body, { intent: 'reject', fault: 'invalid-body' }, { clause: 'request/scope#enum' });

  await expect(answer).toUphold(provider.clause('request/scope#enum'));
  await expect(answer).toUphold(provider.clause('rejection/invalid-body'));
  await expect(answer).toUphold(provider.clause('answer/400/message#required'));
});
