import exhibit from './en/exhibit.json' with { type: 'json' }
import pages from './en/pages.json' with { type: 'json' }
import selfie from './en/selfie.json' with { type: 'json' }

/**
 * The English texts, a section each. Their keys are the keys of every language. A page of the kiosk
 * imports only the type of this: the value would bring all sections into its bundle.
 */
export const ENGLISH = { exhibit, selfie, pages }
