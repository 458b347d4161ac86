/** The languages that pages speak; the first is that of readers who name none of them. */
export const PAGE_LANGUAGES = ['en', 'fr', 'de', 'es'] as const
type PageLanguage = (typeof PAGE_LANGUAGES)[number]

/** Everything that pages say beside labels. Each language fills every key, or it does not compile. */
export type Words = {
  readonly language: PageLanguage
  /** As Open Graph writes languages. */
  readonly locale: string
  readonly untitled: string
  readonly unknownArtist: string
  readonly publicDomain: string
  /** Before the room. */
  readonly findIt: string
  readonly onView: string
  readonly notOnView: string
  readonly museumPage: string
  readonly facesOfWork: (faces: number) => string
  readonly wholePainting: string
  /** Before a title. */
  readonly faceIn: string
  /** Over the nearest portraits of other works; and where the nearest is no likeness. */
  readonly resembling: string
  readonly nothingNear: string
  readonly noOther: string
  readonly walkOn: string
  readonly ownLikeness: string
  /** What pictures show, for those who do not see them. */
  readonly painting: (title: string, artist: string) => string
  readonly face: (title: string, artist: string) => string
  readonly notFound: { readonly title: string; readonly advice: string }
  readonly faceGone: { readonly title: string; readonly advice: string; readonly toWork: string }
  readonly noGallery: { readonly title: string; readonly advice: string }
}

export const WORDS: { readonly [Language in PageLanguage]: Words & { language: Language } } = {
  en: {
    language: 'en',
    locale: 'en_GB',
    untitled: 'Untitled',
    unknownArtist: 'Artist not known',
    publicDomain: 'Public domain',
    findIt: 'Find it:',
    onView: 'On view at the museum',
    notOnView: 'Not on view at present',
    museumPage: 'The museum’s own page of this work',
    facesOfWork: (faces) => (faces === 1 ? 'The face in this work' : 'Faces in this work'),
    wholePainting: 'See the whole work',
    faceIn: 'A face in',
    resembling: 'Who resembles this face here',
    nothingNear: 'No face here is close to this one; these come nearest',
    noOther: 'No other work hangs here yet.',
    walkOn: 'The most alike first. Follow one, and see whom it resembles.',
    ownLikeness: 'Find your own likeness',
    painting: (title, artist) => `${title}, by ${artist}`,
    face: (title, artist) => `The face in ${title} by ${artist}`,
    notFound: {
      title: 'Nothing hangs here.',
      advice: 'The work or the face you are looking for is not in this collection, or no longer.',
    },
    faceGone: {
      title: 'This face hangs here no longer.',
      advice: 'The work it belongs to is still here.',
      toWork: 'See the work',
    },
    noGallery: {
      title: 'Nothing hangs here yet.',
      advice: 'The portraits are being prepared. Please come back a little later.',
    },
  },
  fr: {
    language: 'fr',
    locale: 'fr_FR',
    untitled: 'Sans titre',
    unknownArtist: 'Artiste inconnu',
    publicDomain: 'Domaine public',
    findIt: 'À voir :',
    onView: 'Exposé au musée',
    notOnView: 'Non exposé actuellement',
    museumPage: 'La page du musée sur cette œuvre',
    facesOfWork: (faces) => (faces === 1 ? 'Le visage de cette œuvre' : 'Visages de cette œuvre'),
    wholePainting: 'Voir l’œuvre entière',
    faceIn: 'Un visage dans',
    resembling: 'Qui ressemble ici à ce visage',
    nothingNear: 'Aucun visage ici n’est proche de celui-ci ; voici les moins éloignés',
    noOther: 'Aucune autre œuvre n’est encore accrochée ici.',
    walkOn: 'Du plus ressemblant au moins ressemblant. Suivez-en un et voyez à qui il ressemble.',
    ownLikeness: 'Trouver votre semblable',
    painting: (title, artist) => `${title}, de ${artist}`,
    face: (title, artist) => `Le visage dans ${title}, de ${artist}`,
    notFound: {
      title: 'Rien n’est accroché ici.',
      advice:
        'L’œuvre ou le visage que vous cherchez n’est pas ou n’est plus dans cette collection.',
    },
    faceGone: {
      title: 'Ce visage n’est plus accroché ici.',
      advice: 'L’œuvre dont il vient est toujours là.',
      toWork: 'Voir l’œuvre',
    },
    noGallery: {
      title: 'Rien n’est encore accroché ici.',
      advice: 'Les portraits se préparent. Revenez un peu plus tard, s’il vous plaît.',
    },
  },
  de: {
    language: 'de',
    locale: 'de_DE',
    untitled: 'Ohne Titel',
    unknownArtist: 'Künstler unbekannt',
    publicDomain: 'Gemeinfrei',
    findIt: 'Zu finden:',
    onView: 'Im Museum ausgestellt',
    notOnView: 'Derzeit nicht ausgestellt',
    museumPage: 'Die Seite des Museums zu diesem Werk',
    facesOfWork: (faces) =>
      faces === 1 ? 'Das Gesicht in diesem Werk' : 'Gesichter in diesem Werk',
    wholePainting: 'Das ganze Werk sehen',
    faceIn: 'Ein Gesicht aus',
    resembling: 'Wer diesem Gesicht hier ähnlich sieht',
    nothingNear: 'Kein Gesicht hier ist diesem nah; am nächsten kommen diese',
    noOther: 'Noch hängt hier kein anderes Werk.',
    walkOn: 'Die ähnlichsten zuerst. Folgen Sie einem und sehen Sie, wem es gleicht.',
    ownLikeness: 'Ihr Ebenbild finden',
    painting: (title, artist) => `${title}, von ${artist}`,
    face: (title, artist) => `Das Gesicht in ${title} von ${artist}`,
    notFound: {
      title: 'Hier hängt nichts.',
      advice: 'Das gesuchte Werk oder Gesicht gehört nicht oder nicht mehr zu dieser Sammlung.',
    },
    faceGone: {
      title: 'Dieses Gesicht hängt hier nicht mehr.',
      advice: 'Das Werk, aus dem es stammt, ist noch da.',
      toWork: 'Das Werk sehen',
    },
    noGallery: {
      title: 'Noch hängt hier nichts.',
      advice: 'Die Porträts werden vorbereitet. Bitte kommen Sie etwas später wieder.',
    },
  },
  es: {
    language: 'es',
    locale: 'es_ES',
    untitled: 'Sin título',
    unknownArtist: 'Artista desconocido',
    publicDomain: 'Dominio público',
    findIt: 'Dónde verlo:',
    onView: 'Expuesto en el museo',
    notOnView: 'Actualmente no expuesto',
    museumPage: 'La página del museo sobre esta obra',
    facesOfWork: (faces) => (faces === 1 ? 'El rostro de esta obra' : 'Rostros de esta obra'),
    wholePainting: 'Ver la obra entera',
    faceIn: 'Un rostro en',
    resembling: 'Quién se parece aquí a este rostro',
    nothingNear: 'Ningún rostro de aquí es cercano a este; los menos lejanos son',
    noOther: 'Aún no cuelga aquí ninguna otra obra.',
    walkOn: 'Primero, los más parecidos. Siga uno y vea a quién se parece.',
    ownLikeness: 'Buscar su semejante',
    painting: (title, artist) => `${title}, de ${artist}`,
    face: (title, artist) => `El rostro en ${title}, de ${artist}`,
    notFound: {
      title: 'Aquí no cuelga nada.',
      advice: 'La obra o el rostro que busca no está, o ya no está, en esta colección.',
    },
    faceGone: {
      title: 'Este rostro ya no cuelga aquí.',
      advice: 'La obra a la que pertenece sigue aquí.',
      toWork: 'Ver la obra',
    },
    noGallery: {
      title: 'Aún no cuelga nada aquí.',
      advice: 'Los retratos se están preparando. Vuelva un poco más tarde, por favor.',
    },
  },
}
