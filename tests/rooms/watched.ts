import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { type Mock, startMock } from '#fixtures/mock/mock.ts';
import type { Store, Stored } from '#fixtures/mock/store.ts';
import type { LedgerLine } from '#src/account/ledger.ts';
import { folder } from '../command-line.ts';

export interface Watched {
  settings: Record<string, string>;
  ledger: string;
  records(): Stored[];
  /** Called with every create that was stored, before it is answered. */
  onCreate(see: (count: number) => void): void;
  lines(): LedgerLine[];
}

/** A provider whose store can be looked into, on loopback, where records are removed only because KEEP is 0. */
export async function watched(provider: string, use: (on: Watched) => Promise<void>, faults: readonly StageChange[] = []): Promise<void> {
  let store: Store | undefined;
  let creates = 0;
  let see: (count: number) => void = () => {};
  const watch: StageChange = {
    applies: () => true,
    change: (stages) => ({
      store: (call) => {
        store = call.double.store;
        const reply = stages.store(call);
        if (call.target?.call === 'create' && call.stored) see(++creates);
        return reply;
      },
    }),
  };
  const mock: Mock = await startMock({ contracts: [loadContract(provider)], faults: [...faults, watch] });
  const ledger = folder();
  await use({
    settings: { TARGET: 'sandbox', PROVIDERS: provider, PROFILE: 'smoke', KEEP: '0', LEDGER_DIR: ledger, ...mock.settings(provider) },
    ledger,
    records: () => store?.all() ?? [],
    onCreate: (called) => {
      see = called;
    },
    lines: () => readdirSync(ledger).flatMap((name) => linesOf(readFileSync(path.join(ledger, name), 'utf8'))),
  }).finally(() => mock.close());
}

const linesOf = (text: string): LedgerLine[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerLine);
