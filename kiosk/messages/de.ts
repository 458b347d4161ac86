import type { Texts } from './messages.ts'

export const de: Texts = {
  languages: 'Sprache',
  attract: {
    invitation: 'Hat jemand an diesen Wänden Ihre Augen?',
    begin: 'Wer sieht mir ähnlich?',
  },
  consent: {
    title: 'Bevor der Spiegel angeht',
    compared:
      'Wenn Sie es erlauben, betrachtet eine Kamera Ihr Gesicht und fasst seine Proportionen in 128 Zahlen. Sie werden mit {portraits} Porträts dieser Sammlung verglichen.',
    comparedWithAll:
      'Wenn Sie es erlauben, betrachtet eine Kamera Ihr Gesicht und fasst seine Proportionen in 128 Zahlen. Sie werden mit den Porträts dieser Sammlung verglichen.',
    promises: [
      'Kein Bild von Ihnen verlässt diesen Bildschirm. Die Zahlen gehen an den Rechner des Museums; er antwortet und vergisst sie.',
      'Nichts wird aufbewahrt. Sobald Sie weggehen oder beenden, wird alles gelöscht. Niemand schätzt Ihr Alter, Ihr Geschlecht, Ihre Herkunft oder Ihre Stimmung.',
    ],
    movement:
      'Wenn Sie möchten, folgen Porträts auch den Bewegungen Ihres Kopfes und Ihres Gesichts. Das wird nur auf diesem Bildschirm berechnet und nirgends aufbewahrt.',
    guardians: 'Wenn du ein Kind bist, frag bitte zuerst deine Begleitung.',
    withMyFace: 'Mit meinem Gesicht',
    withoutMyFace: 'Ohne mein Gesicht',
    theTwoOfUs: 'Wir beide',
  },
  release: {
    title: 'Ihre schriftliche Einwilligung',
    text: [
      'Das Gesetz verlangt hier Ihre schriftliche Einwilligung, bevor ein Rechner Ihr Gesicht vermisst.',
      'Ich bin einverstanden, dass diese Installation die Geometrie meines Gesichts misst, solange ich davor stehe, um das Porträt zu finden, das ihm am ähnlichsten ist, und, wenn ich es möchte, Porträts seinen Bewegungen folgen zu lassen, und zu keinem anderen Zweck. Das Bild verlässt diesen Bildschirm nicht; die 128 Zahlen daraus sind vergessen, sobald der Rechner des Museums geantwortet hat, und alles Übrige, wenn mein Besuch endet. Nichts wird verkauft, verliehen, weitergegeben oder aufbewahrt.',
    ],
    meaning:
      'Wer diese Worte drückt, unterschreibt. Für Minderjährige unterschreibt ein Elternteil oder Vormund.',
    sign: 'Ich willige ein und unterschreibe',
  },
  waking: {
    title: 'Der Spiegel erwacht.',
    camera: 'Wenn nach der Kamera gefragt wird, erlauben Sie sie bitte.',
    models: 'Einen Augenblick noch.',
  },
  stances: {
    nobody: 'Kommen Sie vor den Spiegel.',
    framed: 'Halten Sie einen Moment still.',
    'too-far': 'Kommen Sie etwas näher.',
    'too-near': 'Bitte ein wenig zurück.',
    'off-centre': 'Kommen Sie zur Mitte.',
    'turned-away': 'Schauen Sie geradeaus.',
    'too-dark': 'Suchen Sie etwas mehr Licht.',
  },
  oneAtATime: 'Bitte einzeln: wer in der Mitte steht.',
  live: {
    looking: 'Wir suchen noch. Halten Sie still, oder drehen Sie den Kopf ein wenig.',
    nearness: {
      rare: 'Näher als neunundneunzig von hundert ersten Treffern hier.',
      'nine-in-ten': 'Näher als neun von zehn ersten Treffern hier.',
      'three-in-four': 'Näher als drei von vier ersten Treffern hier.',
      half: 'Näher als die Hälfte aller ersten Treffer hier.',
      ordinary: 'Unter den Nächsten, die hier für Sie hängen, so nah wie erste Treffer oft sind.',
      distant:
        'Unter den Nächsten, die hier für Sie hängen, auch wenn die meisten ersten Treffer näher sind.',
      'nothing-near': 'Eine enge Ähnlichkeit hat diese Sammlung nicht zu bieten.',
    },
    cousins: 'Diese kommen am nächsten: entfernt verwandt, keine Zwillinge.',
    seeWhole: 'Das ganze Gemälde sehen',
    holdForWhole: 'Halten Sie still, um das ganze Gemälde zu sehen.',
    nextOfTwo: 'Jetzt das andere Gesicht',
  },
  modes: {
    name: 'Worauf die Porträts antworten',
    likeness: 'Sieht mir ähnlich',
    movement: 'Bewegt sich wie ich',
    blend: 'Von der Bewegung zur Ähnlichkeit',
    eye: 'Das Auge der Maschine',
  },
  moving: {
    title:
      'Drehen Sie den Kopf, öffnen Sie den Mund, heben Sie die Brauen: Die Porträts gehen mit.',
    rest: 'Halten Sie still, und eines bleibt.',
    gathering: 'Die Porträts versammeln sich. Noch einen Augenblick.',
    unanswered: 'Die Porträts kommen gerade nicht. Sie werden noch einmal gerufen.',
  },
  why: {
    ask: 'Warum dieses?',
    looking:
      'Ein Teil beider Gesichter nach dem anderen wird verdeckt, um zu sehen, was es ändert.',
    mostly: 'Was am meisten ausmacht: {parts}.',
    parts: {
      eyes: 'die Augen',
      brows: 'die Brauen',
      nose: 'die Nase',
      mouth: 'der Zug des Mundes',
      jaw: 'das Kinn',
      outline: 'Haar und Umriss',
    },
    noOne: 'Kein einzelner Teil: Es liegt am ganzen Gesicht.',
    unanswered: 'Das ließ sich gerade nicht herausfinden.',
    meaning:
      'Jeder Teil der beiden Gesichter wurde einmal verdeckt. Das Licht liegt dort, wo sie das am weitesten voneinander entfernte: Es zeigt, woran die Zahlen hängen, und das muss nicht sein, was ein Auge sagen würde.',
  },
  poster: {
    see: 'Halb Sie, halb gemalt',
    title: 'Halb Sie, halb gemalt',
    advice: 'Hier gemacht, aus Ihrem Bild und dem Porträt. Wenn Sie gehen, ist es fort.',
  },
  eye: {
    upright: 'Aufrecht gelegt',
    numbers: 'Aus 128 Zahlen gewebt: Ihre, die des Porträts, und was sich unterscheidet',
    walk: {
      one: 'Die Suche: vom Eingang geradewegs zum nächsten',
      other: 'Die Suche: vom Eingang über {portraits} Porträts, jedes näher',
    },
  },
  turn: {
    title: 'Jetzt das andere Gesicht.',
    advice: 'Tauschen Sie die Plätze. Das zuerst gefundene Porträt bleibt für Sie beide.',
  },
  duet: { title: 'Sie beide, gemalt' },
  whole: {
    alsoNear: 'Danach am nächsten',
    otherCousins: 'Die anderen',
    howNear: 'Wie nah ist das?',
    lookCloser: 'Näher ansehen',
    print: 'Drucken',
    findIt: 'Hier zu finden: {room}. {way}',
    takeAway: 'Zum Mitnehmen: Dieser Code enthält das Gemälde und nichts von Ihnen.',
    turnAwayToGoBack: 'Schauen Sie zur Seite, um zum Spiegel zurückzukehren.',
  },
  closer: {
    advice: 'Mit einem Finger verschieben, zwei spreizen, um näher zu kommen.',
    nearer: 'Näher',
    farther: 'Weiter weg',
    whole: 'Das Ganze',
  },
  print: {
    title: 'Auf Papier',
    withMe: 'Mit meinem Bild daneben',
    advice:
      'Das Blatt zeigt das Porträt und sein Schild. Ihr Bild steht nur darauf, wenn Sie es wünschen, und nirgends sonst.',
    print: 'Drucken',
  },
  cabinet: {
    title: 'Wählen Sie ein Gesicht.',
    advice: 'Wir hängen das ähnlichste daneben, und von dort gehen Sie weiter.',
    anotherWall: 'Eine andere Wand',
    narrowBy: { century: 'Nach Jahrhundert', place: 'Nach Ort', museum: 'Nach Museum' },
    choose: {
      century: 'Aus welchem Jahrhundert?',
      place: 'Von welchem Ort?',
      museum: 'Aus welchem Museum?',
    },
    century: '{century}. Jahrhundert',
    centuryBefore: '{century}. Jahrhundert v. Chr.',
    portraits: { one: '{portraits} Porträt', other: '{portraits} Porträts' },
    all: 'Die ganze Sammlung',
    noneLeft:
      'Beides zugleich trifft hier auf kein Porträt zu. Die ganze Sammlung ist einen Schritt entfernt.',
    noOther: 'Noch hängt hier kein anderes Werk.',
    alsoNear: 'Auch ähnlich',
    looking: 'Wir suchen ein ähnliches Gesicht.',
    walkOn: 'Von diesem aus weitergehen',
    unanswered: 'Die Sammlung hat gerade nicht geantwortet.',
  },
  label: {
    unknownArtist: 'Künstler unbekannt',
    untitled: 'Ohne Titel',
    publicDomain: 'Gemeinfrei',
    notOnView: 'Zurzeit nicht ausgestellt',
    comma: ', ',
  },
  stillThere: {
    title: 'Sind Sie noch da?',
    advice: {
      1: 'In einer Sekunde wird alles gelöscht, und die Wand ist frei für die Nächsten.',
      other: 'In {seconds} Sekunden wird alles gelöscht, und die Wand ist frei für die Nächsten.',
    },
    stay: 'Ich bin da',
  },
  operator: {
    title: 'Für die Betreuung',
    enterPin: 'Bitte die PIN eingeben.',
    wrongPin: 'Das ist nicht die PIN.',
    noDigests:
      'Die PIN lässt sich hier nicht prüfen: Dazu braucht es https oder diesen Rechner selbst.',
    enter: 'Eingeben',
    locked: 'Zu viele falsche PINs. Neuer Versuch in {seconds} s.',
    clear: 'Löschen',
    close: 'Schließen',
    headings: {
      camera: 'Kamera',
      rates: 'Messwerte',
      engine: 'Gesichtsleser',
      gallery: 'Galerie',
      versions: 'Versionen',
      faults: 'Letzte Fehler',
      pattern: 'Testbild',
    },
    noFaults: 'Keine, seit diese Seite geladen wurde.',
    showPattern: 'Testbild zeigen',
    reload: 'Seite neu laden',
  },
  goodbye: {
    title: 'Auf Wiedersehen.',
    kept: 'Die Kamera ist aus. Nichts von Ihnen wurde aufbewahrt.',
  },
  apologies: {
    'server-gone': {
      title: 'Die Sammlung ist nicht erreichbar.',
      advice: 'Wir rufen sie zurück. Sobald sie antwortet, geht es hier von selbst weiter.',
    },
    'no-gallery': {
      title: 'Hier hängt noch nichts.',
      advice: 'Die Porträts werden vorbereitet. Sobald sie hängen, geht es hier von selbst weiter.',
    },
    'empty-gallery': {
      title: 'Die Wände sind leer.',
      advice:
        'Diese Galerie hat noch kein Porträt. Sobald eines hängt, geht es hier von selbst weiter.',
    },
    'no-camera': {
      title: 'Es ist keine Kamera zu finden.',
      advice:
        'Schließen Sie eine an, und der Spiegel geht von selbst an. Sie können auch ohne Ihr Gesicht weitergehen.',
    },
    'camera-refused': {
      title: 'Die Kamera ist nicht erlaubt.',
      advice:
        'Falls das nicht gemeint war, erlauben Sie sie in der Adresszeile; der Spiegel geht dann von selbst an. Sie können auch ohne Ihr Gesicht weitergehen.',
    },
    'camera-in-use': {
      title: 'Ein anderes Programm benutzt die Kamera.',
      advice:
        'Schließen Sie es, und der Spiegel geht von selbst an. Sie können auch ohne Ihr Gesicht weitergehen.',
    },
    'insecure-page': {
      title: 'Diese Seite darf keine Kamera benutzen.',
      advice:
        'Browser erlauben es nur Adressen mit https oder auf diesem Rechner selbst. Sie können ohne Ihr Gesicht weitergehen.',
    },
    'no-engine': {
      title: 'Der Spiegel kann gerade keine Gesichter lesen.',
      advice:
        'Was sie liest, läuft in diesem Browser nicht. Wir starten es von Zeit zu Zeit neu. Sie können hier ohne Ihr Gesicht weitergehen.',
    },
    'no-models': {
      title: 'Der Spiegel ist nicht vollständig.',
      advice:
        'Einige Dateien sind nicht angekommen; wir fragen noch einmal. Sie können auch ohne Ihr Gesicht weitergehen.',
    },
  },
  failures: {
    'bad-request':
      'Bildschirm und Server verstehen einander nicht. Bitte sagen Sie der Aufsicht Bescheid.',
    'bad-probe': 'Dieser Blick war nicht klar genug. Halten Sie einen Moment still.',
    'other-space': 'Dieser Bildschirm erneuert sich. Einen Augenblick Geduld, bitte.',
    'not-found': 'Was gefragt war, ist nicht mehr da.',
    'too-large':
      'Bildschirm und Server verstehen einander nicht. Bitte sagen Sie der Aufsicht Bescheid.',
    'too-many-probes': 'Einen Augenblick Geduld, bitte.',
    internal: 'Der Server ist gestolpert. Wir fragen noch einmal.',
    'no-gallery': 'Die Porträts werden umgehängt. Was Sie sehen, bleibt solange.',
    'empty-gallery': 'Die Porträts werden umgehängt. Was Sie sehen, bleibt solange.',
    'no-answer': 'Die Sammlung ist gerade nicht erreichbar. Was Sie sehen, bleibt solange.',
  },
  ways: {
    back: 'Zurück',
    leave: 'Beenden',
    tryAgain: 'Noch einmal versuchen',
    goOnWithoutFace: 'Ohne mein Gesicht weiter',
  },
  spoken: {
    portrait: 'Das Gesicht in {title} von {artist}',
    mirror: 'Ihr Gesicht, wie im Spiegel',
    moving: 'Ein gemaltes Gesicht, das sich bewegt wie Sie',
    poster: 'Halb Ihr Gesicht, halb das in {title}',
    nearYou: 'Neben Ihnen hängt {title} von {artist}.',
    duet: 'Nebeneinander hängen {first} und {second}.',
    takeAway: 'Ein Code für Ihr Telefon. Er führt zu {address}',
    operatorsCorner: 'Für die Betreuung: drei Sekunden gedrückt halten',
  },
}
