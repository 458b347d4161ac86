import { slug } from './work-id.ts'

/** What of a wall label museums name in their own words. */
export type NamedField =
  | 'title'
  | 'artist'
  | 'date'
  | 'medium'
  | 'museum'
  | 'creditLine'
  | 'about'
  | 'room'
  | 'onView'

/**
 * The names in use for what is told of a work, in
 * English, French, German, Spanish, Dutch and Italian, the most telling first. As `slug` writes
 * them: without case, accents and punctuation.
 */
export const FIELD_NAMES: Readonly<Record<NamedField, readonly string[]>> = {
  title: names('title titre titel bildtitel werktitel titulo titolo', 'object-title work-title'),
  artist: names(
    'artist painter creator maker author artists painters creators makers artist-s creator-s artist-maker artist-name attributed-to photographer contributor',
    'artiste peintre auteur createur auteurs artistes',
    'kunstler kunstler-in kunstlerin maler urheber hersteller schopfer verfasser beteiligte',
    'artista pintor autor creador autores',
    'kunstenaar schilder vervaardiger maker-s',
    'pittore autore artefice',
  ),
  date: names(
    'date dated date-created creation-date date-of-creation date-made production-date object-date year created period',
    'date-de-creation datation annee epoque periode',
    'datierung datum entstehungszeit entstehungsdatum entstehungsjahr herstellungsdatum jahr zeit',
    'fecha fecha-de-creacion ano datacion cronologia',
    'datering vervaardigingsdatum jaar',
    'data datazione anno data-di-creazione cronologia',
  ),
  medium: names(
    'medium technique materials-and-techniques medium-technique technique-medium materials material object-type physical-medium support',
    'technique-et-materiaux materiaux-et-techniques matiere-et-technique materiau materiaux',
    'technik material-technik material-und-technik materialien werkstoff',
    'tecnica material-y-tecnica soporte tecnica-y-soporte materia',
    'techniek materiaal materiaal-en-techniek materiaal-techniek',
    'tecnica-e-materiali materia-e-tecnica materiale materiali',
  ),
  museum: names(
    'museum repository holding-institution institution current-repository owner collection-owner location-of-original provider',
    'musee institution-de-conservation lieu-de-conservation etablissement conservation',
    'besitzende-institution institution-und-ort eigentumer aufbewahrungsort sammlung standort-institution',
    'museo institucion repositorio',
    'instelling bewaarplaats beherende-instelling',
    'istituzione luogo-di-conservazione ente',
  ),
  creditLine: names(
    'credit-line creditline credit credits acquisition provenance-credit',
    'mention-de-credit mention-obligatoire credits-photographiques',
    'kreditzeile bildnachweis erwerbung creditline-zugang',
    'linea-de-credito creditos procedencia',
    'kredietregel verwerving',
    'linea-di-credito crediti',
  ),
  about: names(
    'wall-text label-text short-description description summary about note',
    'texte-de-salle commentaire notice resume',
    'wandtext kurzbeschreibung beschreibung objektbeschreibung',
    'texto-de-sala descripcion resumen',
    'zaaltekst beschrijving',
    'descrizione didascalia',
  ),
  room: names(
    'gallery room gallery-number current-location',
    'salle galerie',
    'saal raum galerie-raum',
    'sala ubicacion',
    'zaal locatie-in-museum',
    'collocazione galleria',
  ),
  onView: names('on-view on-display currently-on-view is-on-view'),
}

/** The field that a name stands for in one of these languages, whatever its case and accents. */
export function labelFieldNamed(name: string): NamedField | undefined {
  const plain = slug(name)
  return (Object.keys(FIELD_NAMES) as NamedField[]).find((field) =>
    FIELD_NAMES[field].includes(plain),
  )
}

/** Names out of texts in which spaces stand between them. */
export function names(...languages: readonly string[]): readonly string[] {
  return languages.flatMap((words) => words.split(' '))
}
