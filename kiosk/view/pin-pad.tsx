import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { MAX_PIN_DIGITS, type PinAnswer } from '../../server/contract/events.ts'
import type { Messages } from '../messages/messages.ts'
import { WordButton } from '../parts/word-button.tsx'
import type { PendantServer } from '../server/pendant-server.ts'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

/** Asks for the PIN, by finger or by keys; the digits are never shown. */
export function PinPad(props: {
  readonly messages: Messages
  readonly checkPin: PendantServer['checkPin']
  /** Seconds in which no PIN is taken; null where the next one is. */
  readonly lockedForSeconds: number | null
  readonly onPin: (answer: PinAnswer) => void
  /** The way out. */
  readonly children: ComponentChildren
}) {
  const { checkPin, lockedForSeconds, onPin, children } = props
  const { operator } = props.messages
  // Quick fingers press the next key before the page shows the last.
  const pin = useRef('')
  const [typed, showTyped] = useState(0)
  const [said, setSaid] = useState('')
  const isLocked = lockedForSeconds !== null
  const change = (next: string) => {
    pin.current = next.slice(0, MAX_PIN_DIGITS)
    showTyped(pin.current.length)
  }
  const type = (digit: string) => change(pin.current + digit)
  const enter = async () => {
    const given = pin.current
    if (given === '') return
    change('')
    setSaid('')
    const answer = await checkPin(given)
    if (answer === null) return setSaid(operator.noDigests)
    if (!answer.isRight) setSaid(operator.wrongPin)
    onPin(answer)
  }
  const onKey = useRef<(event: KeyboardEvent) => void>(() => undefined)
  onKey.current = ({ key, target }) => {
    if (isLocked) return
    if (DIGITS.includes(key)) type(key)
    else if (key === 'Backspace') change('')
    else if (key === 'Enter' && !(target instanceof HTMLButtonElement)) void enter()
  }
  // One listener from first to last: a key that has the page rendered would pass by one put up
  // anew.
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
