import { makeLog, startBot } from '../compose.js';
import type { CliCommand } from './command.js';

export const serveCommand: CliCommand = {
  name: 'serve',
  usage: '',
  summary: 'run the bot',
  run: async (args, { settings, complain, untilStopped }) => {
    if (args.length > 0) {
      complain(`serve does not know ${args.join(' ')}. Usage: countersign serve`);
      return 2;
    }
    const checked = settings();
    if (checked.slack === undefined) {
      complain('No chat platform is connected, so there is nobody to serve.');
      complain('For Slack set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN (README, "Connect your Slack"),');
      complain('or SLACK_APP_TOKEN and SLACK_BOT_TOKEN for Socket Mode, which needs no address that Slack can reach.');
      complain('To try Countersign without any account: npm run demo');
      return 2;
    }
    const log = makeLog(checked.logLevel);
    const bot = await startBot({ settings: checked, slack: checked.slack, log });
    await untilStopped();
    log.info({}, 'stopping');
    await bot.stop();
    return 0;
  },
};
