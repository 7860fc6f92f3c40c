import { runSources } from './support/run-sources.ts';

// A folder of bodies, each with what is told about it (.meta.json) and what is expected of it (.expect.json).
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run test:sources -- DIR');
  process.exit(2);
}
const ran = await runSources(folder);
for (const { line, faults } of ran) {
  console.log(line);
  for (const fault of faults) console.log(`        ${fault}`);
}
const bad = ran.filter(({ faults }) => faults.length > 0).length;
console.log(`${ran.length - bad} of ${ran.length} as expected`);
process.exit(bad === 0 ? 0 : 1);
