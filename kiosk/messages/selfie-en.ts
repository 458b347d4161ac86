import type { SelfieTexts } from './selfie-messages.ts'

export const en: SelfieTexts = {
  pageTitle: 'Your painted likeness',
  start: {
    invitation: 'Who in these paintings has your eyes?',
    promise: 'Your picture stays on this device.',
    numbers:
      'Your own browser turns the proportions of the face into 128 numbers. Only they go to the museum, which answers and forgets them.',
    guardians: 'If you are a child, please ask a grown-up first.',
    camera: 'Use the camera',
    cameraApp: 'Open the camera app',
    choose: 'Choose a picture',
    drop: 'Or drop a picture here, or paste one.',
    insecure:
      'Browsers open a camera only on addresses that begin with https, so please choose a picture.',
  },
  viewfinder: {
    waiting: 'If you are asked whether the camera may be used, please allow it.',
    advice: 'Look straight ahead, with light on your face.',
    shoot: 'Take the picture',
  },
  looking: {
    title: 'Looking at your picture.',
    opening: 'Opening it.',
    models: 'Fetching what reads faces, once: {received} of {total} MB ({percent}%).',
    engine: 'Starting what reads faces.',
    face: 'Looking for a face.',
    likeness: 'Walking along the walls.',
  },
  choosing: {
    title: 'Who is it to be?',
    advice: 'Only the face you choose is looked at more closely.',
    face: 'Face {number} of {of}, from the left',
  },
  pair: {
    closer: 'Look closer',
    share: 'Take it with you',
    another: 'Another picture',
    nextNearest: 'Next nearest: try one',
  },
  closer: {
    advice: 'Spread two fingers, or turn the wheel.',
    nearer: 'Nearer',
    farther: 'Farther',
    whole: 'The whole painting',
    page: 'More about this work',
  },
  sharing: {
    title: 'A card to take with you',
    together: 'You and the portrait',
    alone: 'The portrait alone',
    send: 'Send the card',
    save: 'Save the card',
    copyLink: 'Copy the link to the work',
    copied: 'The link is copied.',
    link: 'The link to the work:',
    kept: 'The card is made on this device. Nobody has it but you.',
  },
  sorry: {
    'nothing-found': {
      title: 'No face was found.',
      advice:
        'Try a picture in which the face is upright, seen from the front and not covered, and fills a good part of it.',
    },
    'too-small': {
      title: 'The face is too small.',
      advice: 'Come nearer to the camera, or choose a larger picture.',
    },
    'too-dark': {
      title: 'It is too dark to see a face.',
      advice: 'Turn towards a window or a lamp, and try again.',
    },
    'turned-away': {
      title: 'The face is turned away.',
      advice: 'Look straight into the camera, so that both eyes are seen.',
    },
    blurred: {
      title: 'The face is blurred.',
      advice: 'Hold still, wipe the lens, and try again.',
    },
    unreadable: {
      title: 'This picture cannot be opened.',
      advice: 'Please choose a photograph as JPEG, PNG or WebP.',
    },
    heic: {
      title: 'This browser does not read HEIC.',
      advice:
        'On an iPhone open this page in Safari, or send the picture as JPEG: Settings, Camera, Formats, Most Compatible.',
    },
    'no-engine': {
      title: 'Faces cannot be read in this browser.',
      advice: 'It takes a browser of the last three years. Please try another one.',
    },
    'no-models': {
      title: 'What reads faces did not arrive.',
      advice:
        'The connection may have been lost, or the page renewed meanwhile. Try again, or load the page anew.',
    },
    'no-answer': {
      title: 'The collection is out of reach.',
      advice: 'The connection may have been lost. Your picture is still here: try again.',
    },
    'too-many': {
      title: 'Many are asking just now.',
      advice: 'Your picture is still here: try again in a moment.',
    },
    'no-gallery': {
      title: 'The portraits are being rehung.',
      advice: 'Your picture is still here: try again in a few minutes.',
    },
    'no-camera': {
      title: 'There is no camera to be found.',
      advice: 'Please choose a picture instead.',
    },
    'camera-refused': {
      title: 'The camera may not be used.',
      advice: 'If that was not meant, allow it in the address bar. Or choose a picture.',
    },
    'camera-in-use': {
      title: 'Another program holds the camera.',
      advice: 'Close it there and try again. Or choose a picture.',
    },
  },
  closed: {
    title: 'Faces are not compared here.',
    advice: 'The museum has turned this off. You may walk from portrait to portrait instead.',
    walk: 'To the portraits',
  },
  spoken: {
    sitter: 'The face in your picture',
    manyFaces: 'Your picture, the faces in it marked',
    cardTogether: 'A card: you, and beside you {title}, by {artist}',
    cardAlone: 'A card: {title}, by {artist}',
  },
}
