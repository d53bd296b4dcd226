import { queueContract } from '../../contracts/queue-contract.js';
import { BullHarness } from '../../support/bull-harness.js';
import { describeOnRedis } from '../../support/redis.js';

await describeOnRedis('BullMQ', (url) => queueContract('BullMQ', () => BullHarness.open(url)));
