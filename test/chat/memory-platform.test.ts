import { memoryPlatform } from '../support/memory-platform.ts';
import { platformContract } from '../support/platform-contract.ts';

platformContract('the in-memory platform', async () => {
  const platform = memoryPlatform();
  platform.unreachable.add('memory:1/hermit');
  return {
    platform,
    channel: 'memory:1/channel',
    nowhere: 'memory:1/nowhere',
    person: 'memory:1/anna',
    stranger: 'memory:1/hermit',
    finds: true,
    shown: (place) => platform.posts.filter((post) => post.place.startsWith(place)).map(({ text }) => text),
    loseNextAnswer: () => platform.script.push('lost'),
    limitNext: () => platform.script.push('limited'),
  };
});
