import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PinKey } from '../../server/contract/kiosk-settings.ts'
import type { Messages } from '../messages/messages.ts'
import { WordButton } from '../parts/word-button.tsx'
import { isRightPin } from '../server/check-pin.ts'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']
const LONGEST_PIN = 10

/** Asks for the PIN, by finger or by keys; the digits are never shown. */
export function PinPad(props: {
  readonly messages: Messages
  readonly pinKey: PinKey
  /** Seconds in which no PIN is taken; null where the next one is. */
  readonly lockedForSeconds: number | null
  readonly onPin: (isRight: boolean) => void
  /** The way out. */
  readonly children: ComponentChildren
}) {
  const { pinKey, lockedForSeconds, onPin, children } = props
  const { operator } = props.messages
  // Quick fingers press the next key before the page shows the last.
  const pin = useRef('')
  const [typed, showTyped] = useState(0)
  const [said, setSaid] = useState('')
  const isLocked = lockedForSeconds !== null
  const change = (next: string) => {
    pin.current = next.slice(0, LONGEST_PIN)
    showTyped(pin.current.length)
  }
  const type = (digit: string) => change(pin.current + digit)
  const enter = async () => {
    const given = pin.current
    if (given === '') return
    change('')
    setSaid('')
    const isRight = await isRightPin(given, pinKey)
    setSaid(isRight === true ? '' : isRight === null ? operator.noDigests : operator.wrongPin)
    if (isRight !== null) onPin(isRight)
  }
  const onKey = useRef<(event: KeyboardEvent) => void>(() => undefined)
  onKey.current = ({ key, target }) => {
    if (isLocked) return
    if (DIGITS.includes(key)) type(key)
    else if (key === 'Backspace') change('')
    else if (key === 'Enter' && !(target instanceof HTMLButtonElement)) void enter()
  }
  // One listener from first to last: a key that has the page rendered would pass by one put up anew.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => onKey.current(event)
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <div class="pin-pad">
      <h1 class="operator-title">{operator.title}</h1>
      <p class="operator-line" role="status">
        {isLocked ? operator.locked(lockedForSeconds) : said || operator.enterPin}
      </p>
      <p class="pin-typed" aria-hidden="true">
        {'•'.repeat(typed)}
      </p>
      <div class="pin-digits">
        {DIGITS.map((digit) => (
          <button
            key={digit}
            type="button"
            class="pin-digit"
            disabled={isLocked}
            onClick={() => type(digit)}
          >
            {digit}
          </button>
        ))}
      </div>
      <div class="operator-ways">
        <WordButton onPress={() => void enter()}>{operator.enter}</WordButton>
        <WordButton onPress={() => change('')}>{operator.clear}</WordButton>
        {children}
      </div>
    </div>
  )
}
