import atlas from './en/atlas.json' with { type: 'json' }
import exhibit from './en/exhibit.json' with { type: 'json' }
import pages from './en/pages.json' with { type: 'json' }
import selfie from './en/selfie.json' with { type: 'json' }

/**
 * The English texts by section. Every language has the same keys. A kiosk page imports only the
 * type of this constant: the value would bring all sections into its bundle.
 */
export const ENGLISH = { exhibit, selfie, pages, atlas }
