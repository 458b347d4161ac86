import type { Texts } from './messages.ts'

export const en: Texts = {
  languages: 'Language',
  attract: {
    invitation: 'Does someone on these walls have your eyes?',
    begin: 'Find your likeness',
  },
  consent: {
    title: 'Before the mirror is lit',
    compared:
      'With your leave, a camera looks at your face and turns its proportions into 128 numbers. They are compared with {portraits} portraits of this collection.',
    comparedWithAll:
      'With your leave, a camera looks at your face and turns its proportions into 128 numbers. They are compared with the portraits of this collection.',
    promises: [
      'No picture of you ever leaves this screen. The numbers go to the museum’s own computer, which answers and forgets them.',
      'Nothing is kept. When you step away, or choose to leave, everything is wiped. Nobody guesses your age, your sex, your origin or your mood.',
    ],
    movement:
      'If you wish, portraits also follow how you turn your head and move your face. That is computed on this screen alone, and kept nowhere.',
    guardians: 'If you are a child, please ask whoever came with you first.',
    withMyFace: 'With my face',
    withoutMyFace: 'Without my face',
    theTwoOfUs: 'The two of us',
  },
  release: {
    title: 'Your written consent',
    text: [
      'The law here asks for your consent in writing before a computer measures your face.',
      'I agree that this exhibit measures the geometry of my face while I stand before it, in order to find the portrait most like it and, if I wish, to have portraits follow its movements, and for nothing else. The picture never leaves this screen; the 128 numbers made from it are forgotten as soon as the museum’s computer has answered, and everything else when my visit ends. Nothing is sold, lent, shared or kept.',
    ],
    meaning:
      'Pressing these words is your signature. If you are under age, a parent or guardian signs.',
    sign: 'I agree and sign',
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
    holdForWhole: 'Hold still to see the whole painting.',
    nextOfTwo: 'Now the other one',
  },
  modes: {
    name: 'What the portraits answer',
    likeness: 'Look like me',
    movement: 'Move like me',
    blend: 'From movement to likeness',
    eye: 'The machine’s eye',
  },
  moving: {
    title: 'Turn your head, open your mouth, raise your brows: the portraits go with you.',
    rest: 'Hold still, and one of them stays.',
    gathering: 'The portraits are gathering. A moment more.',
    unanswered: 'The portraits do not come just now. They are asked again.',
  },
  why: {
    ask: 'Why this one?',
    looking: 'One part of both faces after another is hidden, to see what it changes.',
    mostly: 'It is mostly {parts}.',
    parts: {
      eyes: 'the eyes',
      brows: 'the brows',
      nose: 'the nose',
      mouth: 'the set of the mouth',
      jaw: 'the jaw',
      outline: 'the hair and the outline',
    },
    noOne: 'It is no one part: the whole of the face carries it.',
    unanswered: 'That could not be found out just now.',
    meaning:
      'Each part of the two faces was hidden in turn. The light lies where that set them furthest apart: it shows what the numbers hang on, which need not be what an eye would say.',
  },
  poster: {
    see: 'Half you, half painted',
    title: 'Half you, half painted',
    advice: 'Made here, out of your picture and the portrait. It is gone when you leave.',
  },
  eye: {
    upright: 'Laid upright',
    numbers: 'Woven out of 128 numbers: yours, theirs, and what differs',
    walk: {
      one: 'The search: from the entrance straight to the nearest',
      other: 'The search: from the entrance by {portraits} portraits, each nearer',
    },
  },
  turn: {
    title: 'Now the other one of you.',
    advice: 'Change places. The portrait found first is kept for the two of you.',
  },
  duet: { title: 'The two of you, in paint' },
  whole: {
    alsoNear: 'Next nearest',
    otherCousins: 'The other cousins',
    howNear: 'How near is this?',
    lookCloser: 'Look closer',
    print: 'Print it',
    findIt: 'Find it here: {room}. {way}',
    takeAway: 'Take it with you: this code holds the painting, and nothing of you.',
    turnAwayToGoBack: 'Look aside to go back to the mirror.',
  },
  closer: {
    advice: 'Move it with a finger, spread two to come nearer.',
    nearer: 'Nearer',
    farther: 'Farther',
    whole: 'The whole',
  },
  print: {
    title: 'On paper',
    withMe: 'With my picture beside it',
    advice:
      'The sheet shows the portrait and its label. Your picture is on it only if you say so, and on nothing else.',
    print: 'Print',
  },
  cabinet: {
    title: 'Choose a face.',
    advice: 'We hang the one most like it beside it, and you walk on from there.',
    anotherWall: 'Another wall',
    narrowBy: { century: 'By century', place: 'By place', museum: 'By museum' },
    choose: {
      century: 'From which century?',
      place: 'From which place?',
      museum: 'From which museum?',
    },
    century: {
      one: '{century}st century',
      two: '{century}nd century',
      few: '{century}rd century',
      other: '{century}th century',
    },
    centuryBefore: {
      one: '{century}st century BC',
      two: '{century}nd century BC',
      few: '{century}rd century BC',
      other: '{century}th century BC',
    },
    portraits: { one: '{portraits} portrait', other: '{portraits} portraits' },
    all: 'The whole collection',
    noneLeft: 'No portrait here is both. The whole collection is one step away.',
    noOther: 'No other work hangs here yet.',
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
    comma: ', ',
  },
  stillThere: {
    title: 'Are you still there?',
    advice: {
      1: 'In one second all is wiped, and the wall is free for the next visitor.',
      other: 'In {seconds} seconds all is wiped, and the wall is free for the next visitor.',
    },
    stay: 'I am here',
  },
  operator: {
    title: 'Operator’s corner',
    enterPin: 'Enter the PIN.',
    wrongPin: 'That is not the PIN.',
    noDigests: 'The PIN cannot be checked here: it takes https, or this very computer.',
    enter: 'Enter',
    locked: 'Too many wrong PINs. Try again in {seconds} s.',
    clear: 'Clear',
    close: 'Close',
    headings: {
      camera: 'Camera',
      rates: 'Rates',
      engine: 'Face reader',
      gallery: 'Gallery',
      versions: 'Versions',
      faults: 'Last errors',
      pattern: 'Test pattern',
    },
    noFaults: 'None since this page was loaded.',
    showPattern: 'Show the test pattern',
    reload: 'Load the page anew',
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
    portrait: 'The face in {title}, by {artist}',
    mirror: 'Your own face, as in a mirror',
    moving: 'A painted face that moves as you do',
    poster: 'Half your face, half the face in {title}',
    nearYou: 'Beside you hangs {title}, by {artist}.',
    duet: 'Side by side hang {first} and {second}.',
    takeAway: 'A code for your phone. It leads to {address}',
    operatorsCorner: 'Operator’s corner: hold for three seconds',
  },
}
