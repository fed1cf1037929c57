export type { UsageEvents } from './events/event-log.ts';
export { readEvents } from './events/read-events.ts';
export { readSignUps } from './events/read-sign-ups.ts';
export type { EventColumns } from './events/timeline.ts';
export type { SignUp, UsageEvent } from './events/usage-event.ts';
