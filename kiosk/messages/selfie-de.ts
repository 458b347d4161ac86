import type { SelfieTexts } from './selfie-messages.ts'

export const de: SelfieTexts = {
  pageTitle: 'Ihr gemaltes Gegenüber',
  start: {
    invitation: 'Wer auf diesen Gemälden hat Ihre Augen?',
    promise: 'Ihr Bild bleibt auf diesem Gerät.',
    numbers:
      'Ihr eigener Browser fasst die Proportionen des Gesichts in 128 Zahlen. Nur sie gehen an das Museum; es antwortet und vergisst sie.',
    guardians: 'Wenn du ein Kind bist, frag bitte zuerst einen Erwachsenen.',
    camera: 'Mit der Kamera',
    cameraApp: 'Kamera-App öffnen',
    choose: 'Ein Bild wählen',
    drop: 'Oder ein Bild hierher ziehen oder einfügen.',
    insecure:
      'Browser öffnen eine Kamera nur bei Adressen, die mit https beginnen; bitte wählen Sie ein Bild.',
  },
  viewfinder: {
    waiting: 'Wenn nach der Kamera gefragt wird, erlauben Sie sie bitte.',
    advice: 'Schauen Sie geradeaus, mit Licht auf dem Gesicht.',
    shoot: 'Aufnehmen',
  },
  looking: {
    title: 'Wir sehen uns Ihr Bild an.',
    opening: 'Es wird geöffnet.',
    models: 'Was Gesichter liest, wird einmal geholt: {received} von {total} MB ({percent} %).',
    engine: 'Was Gesichter liest, läuft an.',
    face: 'Wir suchen ein Gesicht.',
    likeness: 'Wir gehen die Wände entlang.',
  },
  choosing: {
    title: 'Wer soll es sein?',
    advice: 'Nur das gewählte Gesicht wird näher betrachtet.',
    face: 'Gesicht {number} von {of}, von links',
  },
  pair: {
    closer: 'Näher ansehen',
    share: 'Mitnehmen',
    another: 'Ein anderes Bild',
    nextNearest: 'Danach am nächsten: zum Ausprobieren',
  },
  closer: {
    advice: 'Zwei Finger spreizen oder das Rad drehen.',
    nearer: 'Näher',
    farther: 'Weiter weg',
    whole: 'Das ganze Gemälde',
    page: 'Mehr zu diesem Werk',
  },
  sharing: {
    title: 'Eine Karte zum Mitnehmen',
    together: 'Sie und das Porträt',
    alone: 'Das Porträt allein',
    send: 'Karte senden',
    save: 'Karte sichern',
    copyLink: 'Link zum Werk kopieren',
    copied: 'Der Link ist kopiert.',
    link: 'Der Link zum Werk:',
    kept: 'Die Karte entsteht auf diesem Gerät. Niemand hat sie außer Ihnen.',
  },
  sorry: {
    'nothing-found': {
      title: 'Es war kein Gesicht zu finden.',
      advice:
        'Versuchen Sie ein Bild, auf dem das Gesicht aufrecht, von vorn und unverdeckt zu sehen ist und einen guten Teil einnimmt.',
    },
    'too-small': {
      title: 'Das Gesicht ist zu klein.',
      advice: 'Gehen Sie näher an die Kamera, oder wählen Sie ein größeres Bild.',
    },
    'too-dark': {
      title: 'Es ist zu dunkel für ein Gesicht.',
      advice: 'Wenden Sie sich einem Fenster oder einer Lampe zu, und versuchen Sie es erneut.',
    },
    'turned-away': {
      title: 'Das Gesicht ist abgewandt.',
      advice: 'Schauen Sie in die Kamera, sodass beide Augen zu sehen sind.',
    },
    blurred: {
      title: 'Das Gesicht ist unscharf.',
      advice: 'Halten Sie still, wischen Sie die Linse ab, und versuchen Sie es erneut.',
    },
    unreadable: {
      title: 'Dieses Bild lässt sich nicht öffnen.',
      advice: 'Bitte wählen Sie ein Foto als JPEG, PNG oder WebP.',
    },
    heic: {
      title: 'Dieser Browser liest kein HEIC.',
      advice:
        'Öffnen Sie die Seite auf dem iPhone in Safari, oder senden Sie das Bild als JPEG: Einstellungen, Kamera, Formate, Maximale Kompatibilität.',
    },
    'no-engine': {
      title: 'In diesem Browser lassen sich keine Gesichter lesen.',
      advice:
        'Es braucht einen Browser der letzten drei Jahre. Bitte versuchen Sie es mit einem anderen.',
    },
    'no-models': {
      title: 'Was Gesichter liest, ist nicht angekommen.',
      advice:
        'Vielleicht riss die Verbindung ab, oder die Seite wurde inzwischen erneuert. Versuchen Sie es erneut, oder laden Sie die Seite neu.',
    },
    'no-answer': {
      title: 'Die Sammlung ist nicht erreichbar.',
      advice:
        'Vielleicht riss die Verbindung ab. Ihr Bild ist noch hier: Versuchen Sie es noch einmal.',
    },
    'too-many': {
      title: 'Gerade fragen viele.',
      advice: 'Ihr Bild ist noch hier: Versuchen Sie es gleich noch einmal.',
    },
    'no-gallery': {
      title: 'Die Porträts werden umgehängt.',
      advice: 'Ihr Bild ist noch hier: Versuchen Sie es in ein paar Minuten noch einmal.',
    },
    'no-camera': {
      title: 'Es ist keine Kamera zu finden.',
      advice: 'Bitte wählen Sie stattdessen ein Bild.',
    },
    'camera-refused': {
      title: 'Die Kamera darf nicht benutzt werden.',
      advice:
        'War das nicht so gemeint, erlauben Sie sie in der Adresszeile. Oder wählen Sie ein Bild.',
    },
    'camera-in-use': {
      title: 'Ein anderes Programm hält die Kamera fest.',
      advice: 'Schließen Sie es dort, und versuchen Sie es erneut. Oder wählen Sie ein Bild.',
    },
  },
  closed: {
    title: 'Hier werden keine Gesichter verglichen.',
    advice: 'Das Museum hat es abgeschaltet. Gehen Sie stattdessen von Porträt zu Porträt.',
    walk: 'Zu den Porträts',
  },
  spoken: {
    sitter: 'Das Gesicht auf Ihrem Bild',
    manyFaces: 'Ihr Bild, die Gesichter darauf markiert',
    cardTogether: 'Eine Karte: Sie, und neben Ihnen {title}, von {artist}',
    cardAlone: 'Eine Karte: {title}, von {artist}',
  },
}
