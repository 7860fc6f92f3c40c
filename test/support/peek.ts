import Database from 'better-sqlite3';
import pg from 'pg';

/** Reads from the database of a Baton that is running, without its store or its lock; `answer` is the one column asked for. */
export async function peek(url: string, sql: string): Promise<number> {
  if (url.startsWith('sqlite:')) {
    const database = new Database(url.slice('sqlite:'.length), { readonly: true });
    try {
      return (database.prepare(sql).get() as { answer: number }).answer;
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Number((await client.query<{ answer: number }>(sql)).rows[0]?.answer);
  } finally {
    await client.end();
  }
}
