// The content security policy, put into the page as a meta tag when it is built: nothing from elsewhere, no inline
// script or style. The one-file build names its own two blocks by their hashes.

import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** The policy, with what may run and what may style. */
export function policy(scripts: string, styles: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export function policyTag(content: string): string {
  return `<meta http-equiv="Content-Security-Policy" content="${content}">`;
}

/** 'sha256-…' of an inline block's text. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Adds the policy to the built site. The development server injects styles and so goes without. */
export function sitePolicy(): Plugin {
  return {
    name: 'lab-policy',
    apply: 'build',
    transformIndexHtml: (html) => html.replace('<head>', `<head>\n    ${policyTag(policy("'self'", "'self'"))}`),
  };
}
