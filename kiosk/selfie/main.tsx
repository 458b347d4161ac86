import '../page/own-scripts-alone.ts'
import '@fontsource-variable/eb-garamond/wght.css'
import '@fontsource-variable/eb-garamond/wght-italic.css'
import '@fontsource-variable/work-sans/wght.css'
import '../styles/room.css'
import '../styles/fonts.css'
import '../styles/pictures.css'
import '../styles/words.css'
import '../styles/notice.css'
import '../styles/pair.css'
import '../styles/runners-up.css'
import '../styles/selfie.css'
import '../styles/forced.css'
import { render } from 'preact'
import type { Language } from '../../server/contract/texts/languages.ts'
import {
  bestLocale,
  everyLocale,
  type MuseumTexts,
} from '../../server/contract/texts/museum-texts.ts'
import { within } from '../camera/within.ts'
import { ownTexts } from '../messages/fetch-texts.ts'
import { loadScript } from '../messages/letters.ts'
import { loadLocale, type SelfieLocale } from '../messages/selfie-locale.ts'
import { runSelfie, type Selfie } from './run-selfie.ts'
import type { SelfieState } from './selfie-state.ts'
import { type LaterScenes, SelfieView } from './selfie-view.tsx'

/** How long each portrait stays while the visitor has chosen no picture. */
const PASSING_MS = 5_000
/** On a slow connection. */
const PART_WITHIN_MS = 60_000

function open(place: HTMLElement, museum: MuseumTexts, first: SelfieLocale): void {
  let spoken = first
  let later: LaterScenes | 'missing' | null = null
  let state: SelfieState = {
    language: first.tag,
    scene: { name: 'start' },
    spread: [],
    turn: 0,
  }
  const services = within(PART_WITHIN_MS, 'A part of the page', import('./services.ts')).then(
    ({ openServices }) => openServices((progress) => selfie.hear(progress)),
  )
  const show = () =>
    render(<SelfieView state={state} spoken={spoken} selfie={selfie} later={later} />, place)
  const turnTo = async (language: Language) => {
    const loading = loadLocale(language, museum)
    const locale = await within(PART_WITHIN_MS, 'A language', loading)
    if (state.language !== language) return
    spoken = locale
    show()
    await loadScript(locale, '')
  }
  const selfie: Selfie = runSelfie(
    { opening: services, reload: () => location.reload() },
    state,
    (next) => {
      state = next
      show()
      // If the words do not arrive, the page keeps its language. The next try loads them again.
      if (next.language !== spoken.tag) turnTo(next.language).catch(reportError)
    },
  )
  show()
  within(PART_WITHIN_MS, 'A part of the page', import('./later-scenes.tsx')).then(
    ({ Pictures, Words }) => {
      later = { Pictures, Words }
      show()
    },
    (problem: unknown) => {
      later = 'missing'
      show()
      reportError(problem)
    },
  )
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    setInterval(() => selfie.passBy(), PASSING_MS)
  }
  // A page that is put aside ends the visit: browsers may keep such a page alive for long.
  addEventListener('pagehide', () => selfie.send({ type: 'another' }))
}

/** Determines the language and opens the page. */
async function openSpeaking(place: HTMLElement): Promise<void> {
  const load = (museum: MuseumTexts) =>
    loadLocale(bestLocale(navigator.languages, everyLocale(museum)).tag, museum)
  const asked = ownTexts()
  const usual = load({})
  const museum = await asked
  const loading = Object.keys(museum).length > 0 ? load(museum) : usual
  const spoken = await within(PART_WITHIN_MS, 'The words', loading)
  open(place, museum, spoken)
  loadScript(spoken, '').catch(reportError)
}

const place = document.getElementById('selfie')
if (place === null) throw new Error('selfie.html has no #selfie to hang the page in.')
openSpeaking(place).catch((problem: unknown) => {
  // Without any words of its own.
  place.textContent = 'This page did not load completely. Please load it anew.'
  reportError(problem)
})
