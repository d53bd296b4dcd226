import { signingKeyIn } from '../compose.js';
import { newSigningKey } from '../store/audit/signing-key.js';
import type { CliCommand } from './command.js';

export const auditKeyCommand: CliCommand = {
  name: 'audit-key',
  usage: 'new | public',
  summary: 'make a key that signs the audit trail, or print the public half of the one that is set',
  run: async (args, { settings, print, complain }) => {
    const [verb] = args;
    if (args.length !== 1 || (verb !== 'new' && verb !== 'public')) {
      complain('Usage: countersign audit-key new | countersign audit-key public');
      return 2;
    }
    if (verb === 'new') {
      print(`AUDIT_SIGNING_KEY=${newSigningKey()}`);
      complain('Put this line among the settings and keep it out of the database, its folder and its backups.');
      complain('Then: countersign audit-key public > audit-public.pem, for whoever verifies.');
      return 0;
    }
    const key = signingKeyIn(settings());
    if (key === undefined) {
      complain('AUDIT_SIGNING_KEY is not set. countersign audit-key new makes one.');
      return 2;
    }
    print(key.publicKey.trimEnd());
    return 0;
  },
};
