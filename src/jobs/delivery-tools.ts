import type { CardPlatform } from '../engine/ports/card-platform.js';
import type { CardStore } from '../engine/ports/card-store.js';
import type { Identities } from '../engine/ports/identities.js';
import type { Log } from '../engine/ports/log.js';
import type { NoticePlatform, NoticeStore } from '../engine/ports/notices.js';
import type { PreferenceStore } from '../engine/ports/reminders.js';
import type { Clock } from './clock.js';
import type { Pace } from './pace.js';

/** What the handlers of delivery work with. */
export interface DeliveryTools {
  cardsFor(tenantId: string): CardStore;
  noticesFor(tenantId: string): NoticeStore;
  preferencesFor(tenantId: string): Pick<PreferenceStore, 'preferences'>;
  identitiesFor(tenantId: string): Pick<Identities, 'expire'>;
  readonly platforms: readonly CardPlatform[];
  readonly noticePlatforms: readonly NoticePlatform[];
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
}
