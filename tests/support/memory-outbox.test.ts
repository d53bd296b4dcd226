import { outboxContract } from '../contracts/outbox-contract.js';
import { MemoryOutbox } from './memory-outbox.js';

outboxContract('in memory', async () => {
  const outbox = new MemoryOutbox();
  return {
    outbox,
    wish: async (kind, subject, now, dueAt) => outbox.wish('acme', kind, subject, 'req', now, dueAt),
  };
});
