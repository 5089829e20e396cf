import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

export default defineConfig({ testDir: import.meta.dirname, outputDir: path.join(tmpdir(), 'contracts-bench-empty'), reporter: [['null']] });
