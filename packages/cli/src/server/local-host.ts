// Whether a Host header names this machine by its loopback address. The name is read as a browser reads it: without
// regard to case, to a dot at the end, or to how the address is written ([0::1], 127.1).

const LOCAL = new Set(['localhost', 'localhost.', '127.0.0.1', '[::1]']);

/** Whether the host, with or without a port, is this machine; another name may be an attacker's (DNS rebinding). */
export function isLocalHost(host: string | undefined): boolean {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return false; // a URL would accept much more, a user name too
  try {
    return LOCAL.has(new URL(`http://${host}/`).hostname);
  } catch {
    return false;
  }
}
