import { expect, test } from '@playwright/test';
import { accountsWithLedger } from '#fixtures/disk/account.ts';
import { readLedger } from '#fixtures/disk/ledger.ts';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { type Mock, startMock } from '#fixtures/mock/mock.ts';
import type { Store } from '#fixtures/mock/store.ts';
import { cleanAll, releaseAll } from '#fixtures/run/clean.ts';
import { joinRun } from '#fixtures/run/provider.ts';
import { setUpRun } from '#fixtures/run/setup.ts';
import { exitCode, type ProviderSummary, summarise, undecidedReason } from '#fixtures/run/summary.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import type { Transport } from '#fixtures/transport/transport.ts';
import { owed } from '#src/account/ledger.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Json } from '#src/model/json.ts';
import { folder } from '../command-line.ts';
import { changeOf, MISHAPS, type Mishap } from './mishaps.ts';

/** Whatever happens to a run: nothing is blamed on the contract, nothing it made is forgotten, and it says what was not decided. */

test.describe.configure({ mode: 'parallel', timeout: 60_000 });

interface Survived {
  summary: ProviderSummary;
  exit: number;
  /** Ids of records that are still there as the run made them. */
  there: string[];
  /** What the ledger still names, each by its id or the values of its key. */
  named: string[][];
  /** Creates that had no key and were not answered. */
  unnamed: number;
}

/** The one provider that is given all the time a run gives it. */
const WAITED_FOR = 'flowwise';

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A whole run of one provider, clean-up included, in this process. */
async function survive(contract: Contract, mishap: Mishap): Promise<Survived> {
  const { provider } = contract;
  let store: Store | undefined;
  let mock: Mock | undefined;
  const watch: StageChange = {
    applies: () => true,
    change: (stages) => ({
      store: (call) => {
        store = call.double.store;
        return stages.store(call);
      },
    }),
  };
  mock = await startMock({ contracts: [contract], faults: [...changeOf(mishap, { shut: () => void mock?.close() }), watch] });
  const elsewhere = await mishap.elsewhere?.(provider);
  const confirm = contract.sheet.settings.confirm ?? `${provider.toUpperCase()}_SANDBOX`;
  const settings: Record<string, string> = {
    ...{
      TARGET: 'sandbox',
      PROVIDERS: provider,
      PROFILE: 'gate',
      KEEP: '0',
      PACE: mishap.quotas ? '1' : '0',
      LEDGER_DIR: folder(),
      REPORTS_DIR: folder(),
      [confirm]: 'confirmed',
    },
    ...mock.settings(provider),
    ...(elsewhere ? { [contract.sheet.settings.baseUrl]: elsewhere.baseUrl } : {}),
  };
  const before = { ...process.env };
  const { quotas } = contract.sheet;
  Object.assign(process.env, settings);
  Object.assign(contract.sheet, { quotas: mishap.quotas ?? [] });
  try {
    const setup = await setUpRun();
    const { session, skipped } = await joinRun(setup.dir, provider, transportFor(contract, mishap));
    if (skipped === undefined) await session.results(session.plan.cases.map(({ id }) => id));
    await session.close();
    const cleaned = await cleanAll(setup);
    releaseAll(setup);
    const summaries = summarise(setup.dir, setup.state, cleaned);
    const { ids, keys } = owed(accountsWithLedger(provider).flatMap(readLedger));
    return {
      summary: summaries[0] as ProviderSummary,
      exit: exitCode(summaries),
      there: (store?.all() ?? []).filter(({ sent }) => sent['active'] !== false).map(({ ids: own, keys: its }) => [...own, ...its.values()].join(' ')),
      named: [...ids.map(({ id }) => [String(id)]), ...keys.map(({ key }) => Object.values(key).map(textOf)).filter((values) => values.length > 0)],
      unnamed: keys.reduce((sum, { key, open }) => sum + (Object.keys(key).length === 0 ? open : 0), 0),
    };
  } finally {
    for (const name of Object.keys(settings)) delete process.env[name];
    Object.assign(process.env, before);
    Object.assign(contract.sheet, { quotas });
    elsewhere?.end();
    await mock.close();
  }
}

/** The transport of a run; most providers are not waited for as long as in one. */
function transportFor({ provider }: Contract, { patience }: Mishap): Transport {
  const transport = directTransport();
  if (patience === undefined || provider === WAITED_FOR) return transport;
  return { ...transport, send: (request, limits) => transport.send(request, { ...limits, timeoutMs: patience }) };
}

for (const mishap of MISHAPS)
  for (const contract of providerNames().map(loadContract))
    test(`${contract.provider} survives it when ${mishap.says} (${mishap.id})`, async () => {
      const { exit, tells } = mishap.but?.is(contract) ? mishap.but : mishap;
      const seen = await survive(contract, mishap);
      const { findings, cases, planned, undecided, troubles, cleaned } = seen.summary;

      const blamed = findings.filter(({ check, subject }) => subject === 'provider' && check !== 'status-undocumented');
      expect(blamed.map(({ severity, check, at, actual }) => `${severity} ${check} at ${at}: ${actual}`)).toEqual([]);
      expect(undecidedReason(seen.summary) ?? '').toMatch(tells);
      expect(seen.exit).toBe(exit);
      expect(seen.summary.notes.join()).toMatch(mishap.notes ?? /^(the clock .*)?$/);
      // Every case is accounted for, and every one that was not decided has its reason.
      expect(cases).toBe(planned);
      expect(troubles.reduce((sum, [, count]) => sum + count, 0)).toBe(undecided);
      // What is still there is named by the ledger, which the next clean-up works off, and by the report; creates without a key are counted.
      const left = (cleaned?.left ?? []).map(({ id }) => String(id));
      const names = seen.named.flat();
      expect(seen.there.filter((record) => !record.split(' ').some((name) => names.includes(name))).length).toBeLessThanOrEqual(seen.unnamed);
      expect(seen.named.filter((own) => !own.some((name) => left.some((one) => one.includes(name))))).toEqual([]);
      const counted = left.filter((name) => / without a key$/.test(name)).map((name) => Number.parseInt(name, 10) || 1);
      expect(counted).toEqual(seen.unnamed > 0 ? [seen.unnamed] : []);
      if (!mishap.leaves) expect({ there: seen.there, left }).toEqual({ there: [], left: [] });
    });
