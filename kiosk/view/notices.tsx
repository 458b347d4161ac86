import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { LanguagesView } from '../parts/languages-view.tsx'
import { NoticeText } from '../parts/notice-text.tsx'
import { ProgressLine } from '../parts/progress-line.tsx'
import { WordButton } from '../parts/word-button.tsx'
import type { ExhibitState } from '../state/exhibit-state.ts'
import { posePackOf } from '../state/move-with-me.ts'
import type { Apology, Consent, Release, StillThere } from '../state/scene.ts'
import type { LanguageProps, SceneProps, StateProps } from './view-props.ts'
import { Ways } from './ways.tsx'

type NoticeProps<S extends Consent | Release> = SceneProps<S> & StateProps & LanguageProps

/**
 * What is computed, where, and for how long, in three lines and, for who wants it, at length; and
 * ways on of equal weight.
 */
export function ConsentWords(view: NoticeProps<Consent>) {
  const { state, settings, messages } = view
  const [isAtLength, setAtLength] = useState(false)
  const { consent } = messages
  const { short } = consent
  const portraits = portraitsHere(state)
  const found = portraits === null ? short.foundInAll : short.found(portraits)
  const compared = portraits === null ? consent.comparedWithAll : consent.compared(portraits)
  const movement = settings.moving && posePackOf(state) !== null ? [consent.movement] : []
  return (
    <Notice
      {...view}
      title={consent.title}
      paragraphs={
        isAtLength
          ? [compared, ...consent.promises, ...movement]
          : [found, short.stays, short.wiped]
      }
      aside={consent.guardians}
      isLong={isAtLength}
    >
      <WordButton expanded={isAtLength} onPress={() => setAtLength(!isAtLength)}>
        {isAtLength ? consent.less : consent.more}
      </WordButton>
    </Notice>
  )
}

function portraitsHere({ gallery }: ExhibitState): number | null {
  return gallery === null || gallery === 'unknown' ? null : gallery.portraits
}

/** Where the law asks for it: what is consented to, and the word that is the signature. */
export function ReleaseWords(view: NoticeProps<Release>) {
  const { title, text, meaning } = view.messages.release
  return <Notice {...view} title={title} paragraphs={text} aside={meaning} isLong={true} />
}

/**
 * What a visitor reads before the camera is on, in the language they choose. It scrolls where it is
 * too long for the wall; the ways on never do.
 */
function Notice<S extends Consent | Release>(
  props: NoticeProps<S> & {
    readonly title: string
    readonly paragraphs: readonly string[]
    readonly aside: string
    /** May be too long for the wall; keys scroll only what can have the focus. */
    readonly isLong: boolean
    readonly children?: ComponentChildren
  },
) {
  const { title, paragraphs, aside, isLong, children, state, messages, locales, send } = props
  return (
    <div class="notice">
      <div class="notice-text" {...(isLong ? { tabIndex: 0 } : {})}>
        <h1 class="display">{title}</h1>
        {paragraphs.map((paragraph) => (
          <p key={paragraph} class="prose">
            {paragraph}
          </p>
        ))}
        <p class="prose prose-aside">{aside}</p>
      </div>
      <div class="notice-ways">
        {children}
        <div class="ways choices">
          <Ways {...props} />
        </div>
        <LanguagesView
          spoken={state.language}
          locales={locales}
          messages={messages}
          onSpeak={(language) => send({ type: 'speak', language })}
        />
      </div>
    </div>
  )
}

/** What is wrong, and what may be done about it; it goes by itself when it is over. */
export function ApologyWords(props: SceneProps<Apology> & StateProps) {
  const { scene, messages } = props
  const { title, advice } = messages.apologies[scene.reason]
  return (
    <NoticeText title={title} advice={advice}>
      {'retryAtMs' in scene ? <Ways {...props} /> : undefined}
    </NoticeText>
  )
}

/** The second tier of the time-out: a question, its seconds, and one gesture to stay. */
export function StillThereWords(props: SceneProps<StillThere> & StateProps) {
  const { state, scene, settings, messages } = props
  const leftMs = Math.max(0, scene.untilMs - state.nowMs)
  return (
    <div class="question" role="alertdialog" aria-labelledby="question">
      <h1 class="display" id="question">
        {messages.stillThere.title}
      </h1>
      <p class="prose question-advice">
        {messages.stillThere.advice(Math.max(1, Math.ceil(leftMs / 1000)))}
      </p>
      <ProgressLine share={leftMs / settings.stillThereMs} />
      <div class="ways question-ways">
        <Ways {...props} />
      </div>
    </div>
  )
}
