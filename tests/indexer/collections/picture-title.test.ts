import { expect, it } from 'vitest'
import { titleOfWork } from '../../../indexer/collections/picture-title.ts'

it.each([
  ['Cristobal Rojas 40 (detail)', 'Cristobal Rojas', ''],
  ['Antonello da Messina 035 (detail)', 'Antonello Messina', ''],
  ['Francesco Hayez 057', 'Francesco Hayez', ''],
  [
    'Alessandro Allori - Retrato de Dama Florentina 01-1 (detail)',
    'Alessandro Allori',
    'Retrato de Dama Florentina',
  ],
  ['A Wistful Look (detail)', 'James Carroll Beckwith', 'A Wistful Look'],
  ['Study of a Head 012', '', 'Study of a Head'],
])('takes what a file’s name says out of “%s” by %s', (title, artist, cleaned) => {
  expect(titleOfWork(title, artist)).toBe(cleaned)
})

it.each([
  ['Composition 8', 'Wassily Kandinsky'],
  ['Brother and Sister, 1930', 'August Sander'],
  ['Marie Bashkirtseff', 'Marie Bashkirtseff'],
  ['Self-portrait at 28', 'Albrecht Dürer'],
  ['Portrait of a Man (Self Portrait?)', 'Jan van Eyck'],
  ['Apollo 11', 'Robert Rauschenberg'],
])('leaves “%s” by %s as it is', (title, artist) => {
  expect(titleOfWork(title, artist)).toBe(title)
})
