import fc from 'fast-check';

/** What chance decides in a run; the same seed repeats it. */
export const seed = Number(process.env.BATON_SEED ?? 20261123);

fc.configureGlobal({ seed });
if (process.env.BATON_TEST_LONG === '1') console.log(`seed ${seed}`);
