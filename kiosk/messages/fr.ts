import type { Texts } from './messages.ts'

export const fr: Texts = {
  languages: 'Langue',
  attract: {
    invitation: 'Quelqu’un, sur ces murs, aurait-il vos yeux ?',
    begin: 'Trouver mon semblable',
  },
  consent: {
    title: 'Avant d’éclairer le miroir',
    compared:
      'Avec votre accord, une caméra regarde votre visage et en traduit les proportions en 128 nombres. Ils sont comparés à {portraits} portraits de cette collection.',
    comparedWithAll:
      'Avec votre accord, une caméra regarde votre visage et en traduit les proportions en 128 nombres. Ils sont comparés aux portraits de cette collection.',
    promises: [
      'Aucune image de vous ne quitte cet écran. Les nombres vont à l’ordinateur du musée, qui répond puis les oublie.',
      'Rien n’est conservé. Dès que vous vous éloignez, ou choisissez de quitter, tout est effacé. Personne ne devine votre âge, votre sexe, votre origine ni votre humeur.',
    ],
    movement:
      'Si vous le souhaitez, des portraits suivent aussi les mouvements de votre tête et de votre visage. Cela se calcule sur cet écran seulement et n’est conservé nulle part.',
    guardians: 'Si vous êtes un enfant, demandez d’abord à la personne qui vous accompagne.',
    withMyFace: 'Avec mon visage',
    withoutMyFace: 'Sans mon visage',
    theTwoOfUs: 'Nous deux',
  },
  release: {
    title: 'Votre consentement écrit',
    text: [
      'Ici, la loi demande votre consentement par écrit avant qu’un ordinateur ne mesure votre visage.',
      'J’accepte que cette installation mesure la géométrie de mon visage tant que je me tiens devant elle, afin de trouver le portrait qui lui ressemble le plus et, si je le souhaite, de laisser des portraits suivre ses mouvements, et à aucune autre fin. L’image ne quitte jamais cet écran ; les 128 nombres qui en sont tirés sont oubliés dès que l’ordinateur du musée a répondu, et tout le reste quand ma visite s’achève. Rien n’est vendu, prêté, partagé ni conservé.',
    ],
    meaning:
      'Appuyer sur ces mots vaut signature. Pour un mineur, c’est un parent ou un tuteur qui signe.',
    sign: 'J’accepte et je signe',
  },
  waking: {
    title: 'Le miroir s’éveille.',
    camera: 'Si l’on vous demande d’autoriser la caméra, acceptez, s’il vous plaît.',
    models: 'Encore un instant.',
  },
  stances: {
    nobody: 'Placez-vous devant le miroir.',
    framed: 'Restez immobile un instant.',
    'too-far': 'Approchez-vous un peu.',
    'too-near': 'Reculez un peu.',
    'off-centre': 'Venez vers le milieu.',
    'turned-away': 'Regardez droit devant vous.',
    'too-dark': 'Cherchez un peu plus de lumière.',
  },
  oneAtATime: 'Une personne à la fois : celle du milieu.',
  live: {
    looking: 'Nous cherchons encore. Restez immobile ou tournez un peu la tête.',
    nearness: {
      rare: 'Plus proche que quatre-vingt-dix-neuf premiers rapprochements sur cent ici.',
      'nine-in-ten': 'Plus proche que neuf premiers rapprochements sur dix ici.',
      'three-in-four': 'Plus proche que trois premiers rapprochements sur quatre ici.',
      half: 'Plus proche que la moitié des premiers rapprochements ici.',
      ordinary:
        'Parmi les plus proches de vous ici, comme le sont souvent les premiers rapprochements.',
      distant:
        'Parmi les plus proches de vous ici, même si la plupart des premiers rapprochements le sont davantage.',
      'nothing-near': 'Cette collection n’a pas de ressemblance étroite à offrir.',
    },
    cousins: 'Les plus proches : un air de famille, pas de sosie.',
    seeWhole: 'Voir l’œuvre entière',
    holdForWhole: 'Restez immobile pour voir l’œuvre entière.',
    nextOfTwo: 'À l’autre, maintenant',
  },
  modes: {
    name: 'À quoi répondent les portraits',
    likeness: 'Me ressemblent',
    movement: 'Bougent comme moi',
    blend: 'Du mouvement à la ressemblance',
    eye: 'L’œil de la machine',
  },
  moving: {
    title:
      'Tournez la tête, ouvrez la bouche, levez les sourcils : les portraits vous accompagnent.',
    rest: 'Ne bougez plus, et l’un d’eux reste.',
    gathering: 'Les portraits se rassemblent. Encore un instant.',
    unanswered: 'Les portraits ne viennent pas pour le moment. On les rappelle.',
  },
  why: {
    ask: 'Pourquoi celui-ci ?',
    looking: 'Une partie des deux visages après l’autre est cachée, pour voir ce que cela change.',
    mostly: 'Ce qui compte le plus : {parts}.',
    parts: {
      eyes: 'les yeux',
      brows: 'les sourcils',
      nose: 'le nez',
      mouth: 'le dessin de la bouche',
      jaw: 'la mâchoire',
      outline: 'les cheveux et le contour',
    },
    noOne: 'Aucune partie à elle seule : c’est l’ensemble du visage.',
    unanswered: 'On n’a pas pu le savoir pour le moment.',
    meaning:
      'Chaque partie des deux visages a été cachée tour à tour. La lumière se pose là où cela les a le plus éloignés : elle montre à quoi tiennent les nombres, et ce n’est pas forcément ce que dirait un œil.',
  },
  poster: {
    see: 'Moitié vous, moitié peinture',
    title: 'Moitié vous, moitié peinture',
    advice: 'Fait ici, de votre image et du portrait. Il disparaît quand vous partez.',
  },
  eye: {
    upright: 'Redressé',
    numbers: 'Tissé de 128 nombres : les vôtres, les siens, et ce qui diffère',
    walk: {
      1: 'La recherche : de l’entrée droit au plus proche',
      other: 'La recherche : de l’entrée, par {portraits} portraits, chacun plus proche',
    },
  },
  turn: {
    title: 'À l’autre, maintenant.',
    advice: 'Changez de place. Le portrait trouvé en premier est gardé pour vous deux.',
  },
  duet: { title: 'Vous deux, en peinture' },
  whole: {
    alsoNear: 'Ensuite, par proximité',
    otherCousins: 'Les autres',
    howNear: 'À quel point est-ce proche ?',
    lookCloser: 'Regarder de près',
    print: 'Imprimer',
    findIt: 'À voir ici : {room}. {way}',
    takeAway: 'À emporter : ce code contient l’œuvre, et rien de vous.',
    turnAwayToGoBack: 'Regardez de côté pour revenir au miroir.',
  },
  closer: {
    advice: 'Déplacez l’œuvre d’un doigt, écartez-en deux pour approcher.',
    nearer: 'Plus près',
    farther: 'Plus loin',
    whole: 'L’œuvre entière',
  },
  print: {
    title: 'Sur papier',
    withMe: 'Avec mon image à côté',
    advice:
      'La feuille montre le portrait et son cartel. Votre image n’y figure que si vous le demandez, et nulle part ailleurs.',
    print: 'Imprimer',
  },
  cabinet: {
    title: 'Choisissez un visage.',
    advice: 'Nous accrochons à côté celui qui lui ressemble le plus, et vous continuez de là.',
    anotherWall: 'Un autre mur',
    narrowBy: { century: 'Par siècle', place: 'Par lieu', museum: 'Par musée' },
    choose: {
      century: 'De quel siècle ?',
      place: 'De quel lieu ?',
      museum: 'De quel musée ?',
    },
    century: { 1: 'Ier siècle', other: '{century:roman}e siècle' },
    centuryBefore: { 1: 'Ier siècle av. J.-C.', other: '{century:roman}e siècle av. J.-C.' },
    portraits: {
      one: '{portraits} portrait',
      many: '{portraits} de portraits',
      other: '{portraits} portraits',
    },
    all: 'Toute la collection',
    noneLeft: 'Aucun portrait ici ne répond aux deux. Toute la collection est à un pas.',
    noOther: 'Aucune autre œuvre n’est encore accrochée ici.',
    alsoNear: 'Proches aussi',
    looking: 'Nous cherchons un semblable.',
    walkOn: 'Continuer avec celui-ci',
    unanswered: 'La collection n’a pas répondu.',
  },
  label: {
    unknownArtist: 'Artiste inconnu',
    untitled: 'Sans titre',
    publicDomain: 'Domaine public',
    notOnView: 'Non exposé actuellement',
    comma: ', ',
  },
  stillThere: {
    title: 'Êtes-vous toujours là ?',
    advice: {
      1: 'Dans une seconde, tout s’efface et le mur est libre pour la personne suivante.',
      other:
        'Dans {seconds} secondes, tout s’efface et le mur est libre pour la personne suivante.',
    },
    stay: 'Je suis là',
  },
  operator: {
    title: 'Espace technique',
    enterPin: 'Saisissez le code PIN.',
    wrongPin: 'Ce n’est pas le bon code.',
    noDigests: 'Le code ne peut pas être vérifié ici : il y faut https, ou cet ordinateur même.',
    enter: 'Valider',
    locked: 'Trop de codes erronés. Réessayez dans {seconds} s.',
    clear: 'Effacer',
    close: 'Fermer',
    headings: {
      camera: 'Caméra',
      rates: 'Cadences',
      engine: 'Lecture des visages',
      gallery: 'Galerie',
      versions: 'Versions',
      faults: 'Dernières erreurs',
      pattern: 'Mire',
    },
    noFaults: 'Aucune depuis le chargement de cette page.',
    showPattern: 'Afficher la mire',
    reload: 'Recharger la page',
  },
  goodbye: { title: 'Au revoir.', kept: 'La caméra est éteinte. Rien de vous n’a été conservé.' },
  apologies: {
    'server-gone': {
      title: 'La collection est hors d’atteinte.',
      advice: 'Nous la rappelons. Cet écran reprend de lui-même dès qu’elle répond.',
    },
    'no-gallery': {
      title: 'Rien n’est encore accroché.',
      advice: 'Les portraits se préparent. Cet écran reprend de lui-même quand ils sont là.',
    },
    'empty-gallery': {
      title: 'Les murs sont nus.',
      advice:
        'Cette galerie ne contient encore aucun portrait. Cet écran reprend de lui-même dès qu’il y en a un.',
    },
    'no-camera': {
      title: 'Aucune caméra n’a été trouvée.',
      advice:
        'Branchez-en une et le miroir s’éclaire de lui-même. Vous pouvez aussi continuer sans votre visage.',
    },
    'camera-refused': {
      title: 'La caméra n’est pas autorisée.',
      advice:
        'Si ce n’était pas voulu, autorisez-la dans la barre d’adresse et le miroir s’éclaire de lui-même. Vous pouvez aussi continuer sans votre visage.',
    },
    'camera-in-use': {
      title: 'Un autre programme occupe la caméra.',
      advice:
        'Fermez-le et le miroir s’éclaire de lui-même. Vous pouvez aussi continuer sans votre visage.',
    },
    'insecure-page': {
      title: 'Cette page ne peut pas utiliser de caméra.',
      advice:
        'Les navigateurs ne le permettent qu’aux adresses en https, ou sur cet ordinateur même. Vous pouvez continuer sans votre visage.',
    },
    'no-engine': {
      title: 'Le miroir ne peut pas lire les visages en ce moment.',
      advice:
        'Ce qui les lit ne fonctionne pas dans ce navigateur. Nous le relançons de temps en temps. Vous pouvez continuer ici sans votre visage.',
    },
    'no-models': {
      title: 'Le miroir n’est pas complet.',
      advice:
        'Des fichiers ne sont pas arrivés ; nous les redemandons. Vous pouvez aussi continuer sans votre visage.',
    },
  },
  failures: {
    'bad-request':
      'L’écran et le serveur se comprennent mal. Prévenez le personnel, s’il vous plaît.',
    'bad-probe': 'Ce regard n’était pas assez net. Restez immobile un instant.',
    'other-space': 'Cet écran se met à jour. Un instant de patience, s’il vous plaît.',
    'not-found': 'Ce qui était demandé n’est plus là.',
    'too-large':
      'L’écran et le serveur se comprennent mal. Prévenez le personnel, s’il vous plaît.',
    'too-many-probes': 'Un instant de patience, s’il vous plaît.',
    internal: 'Le serveur a trébuché. Nous redemandons.',
    'no-gallery': 'Les portraits sont en cours d’accrochage. Ce que vous voyez reste là.',
    'empty-gallery': 'Les portraits sont en cours d’accrochage. Ce que vous voyez reste là.',
    'no-answer':
      'La collection est hors d’atteinte. Ce que vous voyez reste là jusqu’à son retour.',
  },
  ways: {
    back: 'Retour',
    leave: 'Quitter',
    tryAgain: 'Réessayer',
    goOnWithoutFace: 'Continuer sans mon visage',
  },
  spoken: {
    portrait: 'Le visage dans {title}, de {artist}',
    mirror: 'Votre visage, comme dans un miroir',
    moving: 'Un visage peint qui bouge comme vous',
    poster: 'Moitié votre visage, moitié celui de {title}',
    nearYou: 'À côté de vous : {title}, de {artist}.',
    duet: 'Côte à côte : {first} et {second}.',
    takeAway: 'Un code pour votre téléphone. Il mène à {address}',
    operatorsCorner: 'Espace technique : maintenez trois secondes',
  },
}
