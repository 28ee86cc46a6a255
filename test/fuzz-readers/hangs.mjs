// Never ends at the input of index 3: without an event loop that a timer could use.

export const reader = {
  name: 'hangs',
  seeds: () => [Buffer.from('seed')],
  mutate: (random) => Buffer.from(String(random.index)),
  read: (bytes) => {
    while (bytes.toString() === '3');
    return bytes;
  },
};
