import { v7 } from 'uuid';

/** A new opaque id that sorts by the time it was made, so that inserts land at the end of an index. */
export function newId(): string {
  return v7();
}
