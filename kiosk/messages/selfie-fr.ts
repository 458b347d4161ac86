import type { SelfieTexts } from './selfie-messages.ts'

export const fr: SelfieTexts = {
  pageTitle: 'Votre ressemblance peinte',
  start: {
    invitation: 'Qui, dans ces tableaux, a vos yeux ?',
    promise: 'Votre photo reste sur cet appareil.',
    numbers:
      'Votre navigateur traduit les proportions du visage en 128 nombres. Eux seuls partent vers le musée, qui répond et les oublie.',
    guardians: 'Si tu es un enfant, demande d’abord à un adulte.',
    camera: 'Prendre une photo ici',
    cameraApp: 'Ouvrir l’appareil photo',
    choose: 'Choisir une photo',
    drop: 'Ou déposez une photo ici, ou collez-la.',
    insecure:
      'Les navigateurs n’ouvrent une caméra que sur les adresses en https : choisissez une photo.',
  },
  viewfinder: {
    waiting: 'Si l’on vous demande d’autoriser la caméra, acceptez, s’il vous plaît.',
    advice: 'Regardez droit devant vous, le visage éclairé.',
    shoot: 'Prendre la photo',
  },
  looking: {
    title: 'Nous regardons votre photo.',
    opening: 'Elle s’ouvre.',
    models:
      'Ce qui lit les visages arrive, une seule fois : {received} sur {total} Mo ({percent} %).',
    engine: 'Ce qui lit les visages démarre.',
    face: 'Nous cherchons un visage.',
    likeness: 'Nous parcourons les salles.',
  },
  choosing: {
    title: 'Qui choisissez-vous ?',
    advice: 'Seul le visage choisi est regardé de plus près.',
    face: 'Visage {number} sur {of}, à partir de la gauche',
  },
  pair: {
    closer: 'Regarder de près',
    share: 'L’emporter',
    another: 'Une autre photo',
    nextNearest: 'Ensuite, par proximité : à essayer',
  },
  closer: {
    advice: 'Écartez deux doigts, ou tournez la molette.',
    nearer: 'Plus près',
    farther: 'Plus loin',
    whole: 'L’œuvre entière',
    page: 'En savoir plus sur l’œuvre',
  },
  sharing: {
    title: 'Une carte à emporter',
    together: 'Vous et le portrait',
    alone: 'Le portrait seul',
    send: 'Envoyer la carte',
    save: 'Enregistrer la carte',
    copyLink: 'Copier le lien vers l’œuvre',
    copied: 'Le lien est copié.',
    link: 'Le lien vers l’œuvre :',
    kept: 'La carte est faite sur cet appareil. Personne ne l’a que vous.',
  },
  sorry: {
    'nothing-found': {
      title: 'Aucun visage n’a été trouvé.',
      advice:
        'Essayez une photo où le visage est droit, vu de face, non couvert, et occupe une bonne partie de l’image.',
    },
    'too-small': {
      title: 'Le visage est trop petit.',
      advice: 'Approchez-vous de l’appareil, ou choisissez une photo plus grande.',
    },
    'too-dark': {
      title: 'Il fait trop sombre pour voir un visage.',
      advice: 'Tournez-vous vers une fenêtre ou une lampe, puis réessayez.',
    },
    'turned-away': {
      title: 'Le visage est tourné de côté.',
      advice: 'Regardez l’appareil, de sorte qu’on voie les deux yeux.',
    },
    blurred: {
      title: 'Le visage est flou.',
      advice: 'Ne bougez pas, essuyez l’objectif, puis réessayez.',
    },
    unreadable: {
      title: 'Cette image ne s’ouvre pas.',
      advice: 'Choisissez une photo en JPEG, PNG ou WebP.',
    },
    heic: {
      title: 'Ce navigateur ne lit pas le HEIC.',
      advice:
        'Sur un iPhone, ouvrez cette page dans Safari, ou envoyez la photo en JPEG : Réglages, Appareil photo, Formats, Le plus compatible.',
    },
    'no-engine': {
      title: 'Ce navigateur ne peut pas lire les visages.',
      advice: 'Il faut un navigateur des trois dernières années. Essayez-en un autre.',
    },
    'no-models': {
      title: 'Ce qui lit les visages n’est pas arrivé.',
      advice:
        'La connexion s’est peut-être perdue, ou la page a été renouvelée. Réessayez, ou rechargez la page.',
    },
    'no-answer': {
      title: 'La collection est hors de portée.',
      advice: 'La connexion s’est peut-être perdue. Votre photo est toujours là : réessayez.',
    },
    'too-many': {
      title: 'Les demandes sont nombreuses en ce moment.',
      advice: 'Votre photo est toujours là : réessayez dans un instant.',
    },
    'no-gallery': {
      title: 'On raccroche les portraits.',
      advice: 'Votre photo est toujours là : réessayez dans quelques minutes.',
    },
    'no-camera': {
      title: 'Aucune caméra n’a été trouvée.',
      advice: 'Choisissez plutôt une photo.',
    },
    'camera-refused': {
      title: 'La caméra ne peut pas être utilisée.',
      advice:
        'Si ce n’était pas voulu, autorisez-la dans la barre d’adresse. Ou choisissez une photo.',
    },
    'camera-in-use': {
      title: 'Un autre programme utilise la caméra.',
      advice: 'Fermez-le et réessayez. Ou choisissez une photo.',
    },
  },
  closed: {
    title: 'Ici, on ne compare pas les visages.',
    advice: 'Le musée l’a désactivé. Allez plutôt de portrait en portrait.',
    walk: 'Vers les portraits',
  },
  spoken: {
    sitter: 'Le visage sur votre photo',
    manyFaces: 'Votre photo, les visages marqués',
    cardTogether: 'Une carte : vous, et à côté {title}, de {artist}',
    cardAlone: 'Une carte : {title}, de {artist}',
  },
}
