/** An operation that waited for something other than the database; it was undone alone. */
export class OperationWaited extends Error {
  constructor() {
    super(
      'The operation was still open when the event loop turned: inside write(), wait for nothing but the database.',
    );
    this.name = 'OperationWaited';
  }
}

/** A query on the writing handle from outside the operation it belongs to. */
export class OperationOver extends Error {
  constructor() {
    super('This handle belongs to an operation that is over: use it only inside its own write().');
    this.name = 'OperationOver';
  }
}

/** write() inside write(). */
export class NestedWrite extends Error {
  constructor() {
    super('write() inside write(): pass the open operation on instead.');
    this.name = 'NestedWrite';
  }
}

/** Faults of a database that a person can mend: their message is all that start-up prints. */
export class DatabaseRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseRefused';
  }
}

const retryable = new Set(['40001', '40P01']);

/** Whether Postgres undid the transaction only because another one was in its way. */
export function isSerializationFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && retryable.has(String(error.code));
}
