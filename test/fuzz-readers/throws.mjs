// Throws an error without a code at the input of index 3, and another in a callback at the input of index 5.

export const reader = {
  name: 'throws',
  seeds: () => [Buffer.from('seed')],
  mutate: (random) => Buffer.from(String(random.index)),
  read: (bytes) => {
    if (bytes.toString() === '3') throw new TypeError('cannot read properties of nothing');
    if (bytes.toString() !== '5') return bytes;
    setImmediate(() => {
      throw new TypeError('thrown by a callback');
    });
    return new Promise(() => {});
  },
};
