/** `npm run test:long` runs the same properties at the size an issue names. */
const long = process.env.BATON_TEST_LONG === '1';

/** How much of something this run tries. */
export function inSize(sizes: { readonly small: number; readonly long: number }): number {
  return long ? sizes.long : sizes.small;
}
