/** The tables of joint meetings. */
export type MeetingsTables = {
  /** A series of joint meetings; `local_time` is wall-clock time in `zone`, `places` JSON. */
  sync: {
    id: string;
    version: number;
    weekday: number;
    local_time: string;
    zone: string;
    places: string;
    state: string;
    created_at: number;
  };
  sync_member: { sync_id: string; person_id: string };
  occurrence: { sync_id: string; start: number; state: string };
  rsvp: { sync_id: string; start: number; person_id: string; answer: string; at: number };
};
