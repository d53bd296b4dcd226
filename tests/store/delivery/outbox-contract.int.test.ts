import { owe } from '../../../src/store/delivery/outbox-rows.js';
import { outboxContract } from '../../contracts/outbox-contract.js';
import { openHouse } from '../../support/house.js';

outboxContract('stored', async () => {
  const { database, store } = await openHouse();
  return {
    outbox: store.outbox,
    wish: (kind, subject, now, dueAt) => database.write((trx) => owe(trx, 'acme', kind, subject, 'req', now, dueAt)),
  };
});
