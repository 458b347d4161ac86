import { useEffect, useRef, useState } from 'preact/hooks'
import { workPath } from '../../server/contract/http.ts'
import { within } from '../camera/within.ts'
import { workName } from '../parts/label-words.ts'
import { WordButton } from '../parts/word-button.tsx'
import { boxStyle } from '../wall/box-style.ts'
import type { Layout } from '../wall/layout.ts'
import { placeWhole } from '../wall/place-picture.ts'
import { penFor } from '../wall/pool-of-light.ts'
import { CARD, composeCard } from './compose-card.ts'
import type { CardKind, Sharing } from './selfie-state.ts'
import type { SelfieViewProps } from './view-props.ts'

const JPEG_QUALITY = 0.9
const ENCODED_WITHIN_MS = 20_000
const COPIED_WITHIN_MS = 5_000
const KINDS: readonly CardKind[] = ['together', 'alone']

/**
 * The finished card and the ways to share it. It is composed here, and only the visitor sends it.
 */
export function SharingView(view: SelfieViewProps<Sharing>) {
  const { scene, messages, words, layout, selfie } = view
  const { shown, kind, back } = scene
  const { still } = back.name === 'pair' ? back : back.back
  const canvas = useRef<HTMLCanvasElement>(null)
  const [card, setCard] = useState<{ readonly file: File; readonly address: string } | null>(null)
  const [isLost, setIsLost] = useState(false)
  useEffect(() => {
    let isGone = false
    setCard(null)
    setIsLost(false)
    const compose = async (surface: HTMLCanvasElement) => {
      const sheet = document.createElement('canvas')
      await composeCard(sheet, { kind, still, portrait: shown, messages })
      // A visitor who has chosen the other card meanwhile does not see this one.
      if (!isGone) {
        Object.assign(surface, CARD)
        penFor(surface).drawImage(sheet, 0, 0)
      }
      sheet.width = sheet.height = 1
      if (isGone) return
      const encoding = new Promise<Blob | null>((resolve) =>
        surface.toBlob(resolve, 'image/jpeg', JPEG_QUALITY),
      )
      const blob = await within(ENCODED_WITHIN_MS, 'The card', encoding)
      if (blob === null || isGone) return
      const file = new File([blob], 'pendant.jpg', { type: 'image/jpeg' })
      setCard({ file, address: surface.toDataURL('image/jpeg', JPEG_QUALITY) })
    }
    // The painting did not arrive. Nothing else in the card can fail.
    if (canvas.current !== null) compose(canvas.current).catch(() => !isGone && setIsLost(true))
    return () => {
      isGone = true
    }
  }, [kind, still, shown, messages])
  useEffect(() => {
    const surface = canvas.current
    return () => {
      if (surface !== null) surface.width = surface.height = 1
    }
  }, [])
  const [link, setLink] = useState<'not asked for' | 'copied' | 'to be read'>('not asked for')
  const address = new URL(workPath(shown.workId), location.href).href
  const { title, artist } = workName(shown.label, messages)
  const place = boxStyle(placeWhole({ ...CARD }, roomFor(layout)))
  const spoken = kind === 'together' ? words.spoken.cardTogether : words.spoken.cardAlone
  return (
    <>
      <div class="pictures">
        <canvas
          class="card"
          ref={canvas}
          role="img"
          aria-label={spoken(title, artist)}
          aria-hidden={card !== null}
          data-composed={card !== null}
          style={place}
        />
        {card === null ? null : (
          // Programs that show pages inside themselves ignore downloads. A picture they let go of.
          <img
            class="card card-held"
            src={card.address}
            alt={spoken(title, artist)}
            style={place}
          />
        )}
      </div>
      <div class="words words-sharing" key="sharing">
        <div class="foot">
          <h1 class="foot-title">{words.sharing.title}</h1>
          <div class="ways ways-equal">
            {KINDS.map((each) => (
              <WordButton
                key={each}
                weight="quiet"
                pressed={each === kind}
                onPress={() => selfie.send({ type: 'card', kind: each })}
              >
                {words.sharing[each]}
              </WordButton>
            ))}
          </div>
          <p class="foot-aside" role="status">
            {isLost ? <span key="lost">{words.sorry['no-answer'].title}</span> : null}
            {link === 'not asked for' && !isLost ? (
              <span key="kept">{words.sharing.kept}</span>
            ) : null}
            {link === 'not asked for' && card !== null && isHeldByFinger() ? (
              <span key="hold"> {words.sharing.hold}</span>
            ) : null}
            {link === 'copied' ? <span key="copied">{words.sharing.copied}</span> : null}
            {link === 'to be read' ? (
              <span class="foot-address" key="address">
                {words.sharing.link} <a href={address}>{address}</a>
              </span>
            ) : null}
          </p>
          <div class="ways">
            {card === null ? null : <TakeAway card={card.file} words={words} />}
            <WordButton
              onPress={() =>
                void copyToClipboard(address).then((isCopied) =>
                  setLink(isCopied ? 'copied' : 'to be read'),
                )
              }
            >
              {words.sharing.copyLink}
            </WordButton>
            <WordButton onPress={() => selfie.send({ type: 'back' })}>
              {messages.ways.back}
            </WordButton>
          </div>
        </div>
      </div>
    </>
  )
}

/** Uses the phone's own share sheet if it takes pictures, otherwise a file. */
function TakeAway({ card, words }: { card: File; words: SelfieViewProps['words'] }) {
  const canShare = typeof navigator.canShare === 'function' && navigator.canShare({ files: [card] })
  if (!canShare) {
    return (
      <WordButton weight="main" onPress={() => save(card)}>
        {words.sharing.save}
      </WordButton>
    )
  }
  return (
    <WordButton
      weight="main"
      onPress={() => {
        navigator.share({ files: [card] }).catch((problem: unknown) => {
          // A visitor who closes the sheet has changed their mind. If sharing fails, the file still
          // works.
          if ((problem as Partial<Error>).name !== 'AbortError') save(card)
        })
      }}
    >
      {words.sharing.send}
    </WordButton>
  )
}

function save(card: File): void {
  const address = URL.createObjectURL(card)
  const link = document.createElement('a')
  link.href = address
  link.download = card.name
  link.click()
  // Browsers have taken the file by the next turn. A minute is for browsers that ask first.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

function isHeldByFinger(): boolean {
  return matchMedia('(pointer: coarse)').matches
}

/** Copies the address of the work's page to the clipboard; false if the browser forbids it. */
async function copyToClipboard(address: string): Promise<boolean> {
  try {
    await within(COPIED_WITHIN_MS, 'Copying', navigator.clipboard.writeText(address))
    return true
  } catch {
    // Plain http has no clipboard, and browsers may refuse it. The page then shows the address.
    return false
  }
}

function roomFor({ format, whole, singleSlot }: Layout) {
  if (format === 'phone') return { ...whole, y: whole.y + 12, height: whole.height * 1.06 }
  return format === 'portrait' ? { ...whole, height: whole.height * 1.08 } : { ...singleSlot }
}
