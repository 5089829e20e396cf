import { test } from '@playwright/test';

/** What Playwright itself takes, for `npm run bench`: there is nothing here to prove. */
test('nothing', () => {});
