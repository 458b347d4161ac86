import '@fontsource-variable/eb-garamond/wght.css'
import '@fontsource-variable/eb-garamond/wght-italic.css'
import '@fontsource-variable/work-sans/wght.css'
import '../styles/room.css'
import '../styles/pictures.css'
import '../styles/words.css'
import '../styles/notice.css'
import '../styles/pair.css'
import '../styles/cousins.css'
import '../styles/selfie.css'
import { render } from 'preact'
import { LANGUAGE_CODES, type Language } from '../messages/languages.ts'
import { runSelfie, type Selfie } from './run-selfie.ts'
import type { SelfieState } from './selfie-state.ts'
import { type LaterScenes, SelfieView } from './selfie-view.tsx'

/** How long each portrait is seen while nobody has chosen a picture. */
const PASSING_MS = 5_000

function open(place: HTMLElement): void {
  let later: LaterScenes | null = null
  let state: SelfieState = {
    language: preferredLanguage(navigator.languages),
    scene: { name: 'start' },
    spread: [],
    turn: 0,
  }
  const house = import('./house.ts').then(({ openHouse }) =>
    openHouse((progress) => selfie.hear(progress)),
  )
  const show = () => render(<SelfieView state={state} selfie={selfie} later={later} />, place)
  const selfie: Selfie = runSelfie(house, state, (next) => {
    state = next
    show()
  })
  show()
  void import('./later-scenes.tsx').then(({ Pictures, Words }) => {
    later = { Pictures, Words }
    show()
  })
  // What an earlier visit kept costs nobody's line anything.
  if (navigator.serviceWorker?.controller) selfie.send({ type: 'picture-coming' })
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    setInterval(() => selfie.passBy(), PASSING_MS)
  }
  // A page put aside is a visit that is over: browsers may keep such a page alive for long.
  addEventListener('pagehide', () => selfie.send({ type: 'another' }))
}

/** The first language of the browser's that this page speaks, or English. */
function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const spoken = LANGUAGE_CODES.find((code) => tag.toLowerCase().split('-')[0] === code)
    if (spoken !== undefined) return spoken
  }
  return 'en'
}

const place = document.getElementById('selfie')
if (place === null) throw new Error('selfie.html has no #selfie to hang the page in.')
open(place)
