import { config } from 'zod'

/** What is used of https://w3c.github.io/trusted-types/; not every browser has it. */
type TrustedTypes = {
  createPolicy(
    name: 'default',
    rules: {
      createHTML(html: string): string | null
      createScriptURL(url: string): string | null
    },
  ): unknown
}

/*
 * The server has browsers refuse every text that would become markup or a script's address
 * (`require-trusted-types-for`), but for what passes here: to empty an element, as OpenSeadragon
 * does, and workers of this server. Each page imports this first.
 */
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
trustedTypes?.createPolicy('default', {
  createHTML: (html) => (html === '' ? html : null),
  createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
})

// It would try whether it may write functions, which each browser refuses with a line in red.
config({ jitless: true })
