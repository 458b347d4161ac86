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
  ['Eugène Ferdinand Victor Delacroix 017 (detail)', 'Delacroix Eugene Ferdinand Victor', ''],
  ['Diego Velázquez 057 (detail)', 'Velazquez Diego', ''],
  ['Nikolaj Alexandrowitsch Jaroschenko 009', 'Nikolai Alexandrowitsch Jaroschenko', ''],
  ['Jean-Léon Gérôme 016 Pelt (detail)', 'Jean-Leon Gerome', 'Pelt'],
  ['Bussiere,Gaston - Salammbo, 1907 (detail)', 'Gaston Bussiere', 'Salammbo'],
  ['Godward-At the Gate of the Temple-1898', 'John William Godward', 'At the Gate of the Temple'],
  ['Gérôme-Black Bashi-Bazouk-c. 1869', 'Jean-Leon Gerome', 'Black Bashi-Bazouk'],
  ['Corot - ciganabandolim', 'Jean-Baptiste-Camille Corot', 'Ciganabandolim'],
  ['Alice Guerin, by Helleu (detail)', 'Paul Cesar Helleu', 'Alice Guerin'],
  ['Désirée Clary-Robert Lefèvre', 'Robert Lefevre', 'Désirée Clary'],
  ['Falero Luis Riccardo An Oriental Beauty', 'Falero Luis Ricardo', 'An Oriental Beauty'],
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
  ['Jean-Baptiste Colbert', 'Jean Baptiste Greuze'],
  ['Frida Kahlo and Diego Rivera', 'Frida Kahlo'],
  ['Saskia by Candlelight', 'Rembrandt van Rijn'],
  ['Raphael and La Fornarina', 'Raphael'],
  ['Henri Degas and His Niece Lucie Degas', 'Edgar Degas (French, 1834–1917)'],
])('leaves “%s” by %s as it is', (title, artist) => {
  expect(titleOfWork(title, artist)).toBe(title)
})
