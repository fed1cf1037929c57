import type { Zone } from '../../calendar/open.ts';
import { checkKeys, checkText, readCount } from '../../read/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { readOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { Timeline } from '../events/timeline.ts';
import type { UsageEntity } from '../events/usage-event.ts';
import type { ActiveRule } from './active-rows.ts';

/** Which customers count as active. */
export interface ActiveOptions {
  /** Whether customers are counted, or the distinct users of each customer. Default 'customers'. */
  readonly of?: UsageEntity | undefined;
  /** Only events of this feature count. Default: all events. */
  readonly feature?: string | undefined;
  /** The fewest events with which a customer counts as active: a whole number above 0. Default 1. */
  readonly minimumEvents?: number | undefined;
}

const optionNames = ['of', 'feature', 'minimumEvents', 'by'];

interface ActiveReading {
  readonly rule: ActiveRule;
  /** In the zone of the periods; without any period nothing is counted, and the events are checked all the same. */
  read(events: UsageEvents, zone: Zone | undefined): Timeline;
}

/** Checks the options, those of the metric's own among them, and says how the events are to be read. */
export function readActiveOptions(options: ActiveOptions, ownNames: readonly string[] = []): ActiveReading {
  checkKeys(options, [...optionNames, ...ownNames], 'options');
  const of = readOf(options.of);
  const feature = options.feature === undefined ? null : checkText(options.feature, 'options.feature');
  const minimumEvents = readCount(options.minimumEvents ?? 1, 'options.minimumEvents');
  return {
    rule: { of, feature, minimumEvents },
    read: (events, zone) => readEvents(events, zone, { of, features: feature !== null }),
  };
}
