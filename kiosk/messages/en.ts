import type { Messages } from './messages.ts'

const count = new Intl.NumberFormat('en')

export const en: Messages = {
  language: 'en',
  languages: 'Language',
  attract: {
    invitation: 'Does someone on these walls have your eyes?',
    begin: 'Find your likeness',
  },
  consent: {
    title: 'Before the mirror is lit',
    notice: (portraits) => [
      portraits === null
        ? 'With your leave, a camera looks at your face and turns its proportions into 128 numbers. They are compared with the portraits of this collection.'
        : `With your leave, a camera looks at your face and turns its proportions into 128 numbers. They are compared with ${count.format(portraits)} portraits of this collection.`,
      'No picture of you ever leaves this screen. The numbers go to the museum’s own computer, which answers and forgets them.',
      'Nothing is kept. When you step away, or choose to leave, everything is wiped. Nobody guesses your age, your sex, your origin or your mood.',
    ],
    guardians: 'If you are a child, please ask whoever came with you first.',
    withMyFace: 'With my face',
    withoutMyFace: 'Without my face',
  },
  waking: {
    title: 'The mirror is waking.',
    camera: 'If you are asked whether the camera may be used, please allow it.',
    models: 'A moment more.',
  },
  stances: {
    nobody: 'Come before the mirror.',
    framed: 'Hold still for a moment.',
    'too-far': 'Come a little closer.',
    'too-near': 'Move back a little.',
    'off-centre': 'Move to the middle.',
    'turned-away': 'Look straight ahead.',
    'too-dark': 'Find a little more light for your face.',
  },
  oneAtATime: 'One at a time: whoever stands in the middle.',
  live: {
    looking: 'Still looking. Hold still, or turn your head a little.',
    nearness: {
      rare: 'Closer than ninety-nine in a hundred first matches here.',
      'nine-in-ten': 'Closer than nine in ten first matches here.',
      'three-in-four': 'Closer than three in four first matches here.',
      half: 'Closer than half of all first matches here.',
      ordinary: 'Among the nearest to you here, as near as first matches often are.',
      distant: 'Among the nearest to you here, though most first matches are nearer.',
      'nothing-near': 'This collection holds no close likeness.',
    },
    cousins: 'These come nearest: cousins, not twins.',
    seeWhole: 'See the whole painting',
  },
  whole: { alsoNear: 'Next nearest', otherCousins: 'The other cousins' },
  cabinet: {
    title: 'Choose a face.',
    advice: 'We hang the one most like it beside it, and you walk on from there.',
    anotherWall: 'Another wall',
    alsoNear: 'Also near',
    looking: 'Looking for a likeness.',
    walkOn: 'Walk on from this one',
    unanswered: 'The collection did not answer just now.',
  },
  label: {
    unknownArtist: 'Artist not known',
    untitled: 'Untitled',
    publicDomain: 'Public domain',
    notOnView: 'Not on view at present',
  },
  stillThere: {
    title: 'Are you still there?',
    advice: (seconds) =>
      seconds === 1
        ? 'In one second all is wiped, and the wall is free for the next visitor.'
        : `In ${seconds} seconds all is wiped, and the wall is free for the next visitor.`,
    stay: 'I am here',
  },
  goodbye: { title: 'Goodbye.', kept: 'The camera is off. Nothing of you was kept.' },
  apologies: {
    'server-gone': {
      title: 'The collection is out of reach.',
      advice: 'We are calling it back. This screen goes on by itself as soon as it answers.',
    },
    'no-gallery': {
      title: 'Nothing hangs here yet.',
      advice: 'The portraits are being prepared. This screen goes on by itself when they are hung.',
    },
    'empty-gallery': {
      title: 'The walls are bare.',
      advice: 'This gallery holds no portrait yet. This screen goes on by itself when one is hung.',
    },
    'no-camera': {
      title: 'There is no camera to be found.',
      advice: 'Connect one and the mirror lights by itself. You can also go on without your face.',
    },
    'camera-refused': {
      title: 'The camera may not be used.',
      advice:
        'If that was not meant, allow the camera in the address bar, and the mirror lights by itself. You can also go on without your face.',
    },
    'camera-in-use': {
      title: 'Another program holds the camera.',
      advice:
        'Close it there and the mirror lights by itself. You can also go on without your face.',
    },
    'insecure-page': {
      title: 'This page may not use a camera.',
      advice:
        'Browsers allow it only to addresses that begin with https, or on this very computer. You can go on without your face.',
    },
    'no-engine': {
      title: 'The mirror cannot read faces just now.',
      advice:
        'What reads them does not run in this browser. We are starting it again from time to time. You can go on here without your face.',
    },
    'no-models': {
      title: 'The mirror is not complete.',
      advice:
        'Some of its files did not arrive. We are asking again. You can also go on without your face.',
    },
  },
  failures: {
    'bad-request': 'This screen and the server misunderstand each other. Please tell an attendant.',
    'bad-probe': 'That look was not clear enough. Hold still for a moment.',
    'other-space': 'This screen is renewing itself. A moment of patience, please.',
    'not-found': 'What was asked for is no longer there.',
    'too-large': 'This screen and the server misunderstand each other. Please tell an attendant.',
    'too-many-probes': 'A moment of patience, please.',
    internal: 'The server stumbled. It is asked again.',
    'no-gallery': 'The portraits are being rehung. What you see stays until they are.',
    'empty-gallery': 'The portraits are being rehung. What you see stays until they are.',
    'no-answer': 'The collection is out of reach just now. What you see stays until it is back.',
  },
  ways: {
    back: 'Back',
    leave: 'Leave',
    tryAgain: 'Try again',
    goOnWithoutFace: 'Go on without my face',
  },
  spoken: {
    portrait: (title, artist) => `The face in ${title}, by ${artist}`,
    mirror: 'Your own face, as in a mirror',
    nearYou: (title, artist) => `Beside you hangs ${title}, by ${artist}.`,
  },
}
