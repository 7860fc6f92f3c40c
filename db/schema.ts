import type { Kysely } from 'kysely';
import type { ClientsTables } from './tables/clients.ts';
import type { ContactsTables } from './tables/contacts.ts';
import type { GroundTables } from './tables/ground.ts';
import type { LeadsTables } from './tables/leads.ts';
import type { MeetingsTables } from './tables/meetings.ts';
import type { SourcesTables } from './tables/sources.ts';
import type { TeamTables } from './tables/team.ts';

/** The tables as both engines return them: instants are epoch ms, structures are JSON text. */
export type Schema = GroundTables &
  TeamTables &
  ClientsTables &
  ContactsTables &
  LeadsTables &
  SourcesTables &
  MeetingsTables;

/** A handle to read with, or to write with inside an operation. */
export type Db = Kysely<Schema>;
