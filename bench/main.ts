import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchClaims } from './claims.ts';
import { benchIntake } from './intake.ts';
import type { Verdict } from './rounds.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '2' },
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));

try {
  const verdicts = [...(await benchIntake(folder, rounds, seconds)), ...(await benchClaims(folder, rounds, seconds))];
  console.table(verdicts.map(row));
  if (values.json) writeFileSync(values.json, JSON.stringify(verdicts, null, 2));
  process.exitCode = verdicts.every(({ held }) => held) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function row({
  name,
  ratio,
  least,
  most,
  floorToFloor,
  floor,
  subject,
  rounds: counted,
  thrownOut,
  goal,
  held,
}: Verdict) {
  return {
    path: name,
    ratio: ratio.toFixed(2),
    spread: `${least.toFixed(2)}–${most.toFixed(2)}`,
    'floor to floor': floorToFloor.toFixed(2),
    floor: floor.toFixed(1),
    subject: subject.toFixed(1),
    rounds: `${counted} (+${thrownOut})`,
    goal: `${goal} ${held ? 'held' : 'MISSED'}`,
  };
}
