import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sourceKinds } from '../../src/sources/kinds.ts';
import { runSources } from '../support/run-sources.ts';

const folder = fileURLToPath(new URL('../fixtures/sources', import.meta.url));

it('takes what every source sends for the lead that it is, once, and believes nobody else', async () => {
  const ran = await runSources(folder);
  expect(ran.filter(({ faults }) => faults.length > 0)).toEqual([]);
  // Every source that is known has been heard.
  const heard = [...sourceKinds.keys()].filter((kind) =>
    ran.some(({ name }) => name.startsWith(kind.split('_')[0] ?? kind)),
  );
  expect(heard).toEqual([...sourceKinds.keys()]);
});
