/**
 * The words of the site's interface, in French. The keys are those of every language:
 * `en.ts` must have each of them. What depends on a number or a name is a function.
 */
const plural = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

export const fr = {
  /** As Starlight and the browser name the language. */
  language: 'Français',
  /** For dates and numbers. */
  dateLocale: 'fr-FR',

  /** Starlight's own words that it lacks, or says otherwise. */
  starlight: {
    '404.text': 'Cette page n’existe pas. Vérifiez l’adresse ou utilisez la recherche.',
    'themeSelect.accessibleLabel': 'Sélectionner le thème',
  } as Readonly<Record<string, string>>,

  /** `what : said`. */
  colon: (what: string, said: string) => `${what} : ${said}`,

  historical: 'historique',
  unknown: 'inconnu',
  /** A menu of which nobody has ordered the pages. */
  allPages: 'Pages',

  copy: {
    command: (text: string) => `Copier la commande : ${text}`,
    done: 'Copié',
    failed: 'Copie impossible',
  },

  search: {
    open: 'Rechercher',
    label: 'Rechercher dans la documentation',
    placeholder: 'Une adresse, un port, une procédure…',
    close: 'Fermer',
    loading: 'Chargement…',
    unavailable: 'La recherche n’a pas pu être chargée.',
    none: 'Aucun résultat',
    one: '1 résultat',
    /** `{count}` is replaced in the browser. */
    many: '{count} résultats',
    similar: 'Rien d’exact ; mots ressemblants :',
    results: 'Résultats',
    narrow: 'Restreindre à',
    all: 'Tout',
    kinds: { page: 'Page', step: 'Étape', inventory: 'Inventaire', config: 'Configuration' },
    keys: [
      ['↑ ↓', 'choisir'],
      ['Entrée', 'ouvrir'],
      ['Échap', 'fermer'],
    ],
  },

  /** A newer build of the site has been taken over. */
  update: {
    text: 'Une version plus récente de cette documentation est prête.',
    reload: 'Recharger',
  },

  /** The home page. */
  home: {
    figures: 'En chiffres',
    glance: 'Vue d’ensemble',
    vlans: 'VLAN',
    storages: 'Stockages',
    runbooks: 'Runbooks',
    findings: 'Incohérences',
    gaps: 'Lacunes',
    devices: 'Équipements',
    networks: 'Réseaux',
    aSwitch: 'switch',
    aSan: 'baie de stockage',
    others: (count: number) =>
      plural(count, 'autre équipement est dans l’inventaire.', 'autres sont dans l’inventaire.'),
    seeFindings: (count: number) => plural(count, 'incohérence', 'incohérences'),
    seeGaps: (count: number) => plural(count, 'lacune', 'lacunes'),
    quorum: (cluster: string, votes: number, needed: number, losses: number) =>
      `${cluster} : ${plural(votes, 'vote', 'votes')}, quorum à ${needed} ; ${
        losses === 0
          ? 'aucun nœud ne peut tomber.'
          : losses === 1
            ? 'un nœud peut tomber, le reste continue.'
            : `${losses} nœuds peuvent tomber, le reste continue.`
      }`,
    free: (free: number, size: number | undefined) =>
      size === undefined
        ? `${free.toLocaleString('fr-FR')} Gio`
        : `${free.toLocaleString('fr-FR')} sur ${size.toLocaleString('fr-FR')} Gio`,
    columns: {
      name: 'Nom',
      kind: 'Rôle',
      address: 'Adresse',
      votes: 'Votes',
      watch: 'À surveiller',
      subnet: 'Réseau',
      type: 'Type',
      source: 'Repose sur',
      free: 'Libre',
    },
    uses: {
      outage: 'En pleine panne',
      looking: 'Pour regarder, sans rien changer',
      changing: 'Pour changer quelque chose',
      historical: 'Historiques',
    },
  },

  /** Below each page. */
  footer: {
    asOf: (moment: string) => `état du ${moment}`,
    commit: 'commit',
    changed: '(modifié depuis)',
  },

  notFound: {
    title: 'Page introuvable',
    text: 'Aucune page n’a cette adresse. Elle a peut-être été renommée : la recherche et le menu mènent à toutes.',
    similar: 'Celles-ci lui ressemblent :',
    search: (words: string) => `Rechercher « ${words} »`,
    home: 'Retour à l’accueil',
  },

  diagram: {
    in: 'Agrandir',
    out: 'Réduire',
    reset: 'Ajuster',
    screen: 'Plein écran',
    table: 'Les mêmes faits en tableau',
    skip: 'Passer le schéma',
  },

  problems: {
    none: 'Aucune incohérence connue dans l’inventaire.',
    severity: { error: 'Erreur', warning: 'Avertissement', info: 'Remarque' },
    expected: 'Attendu',
    actual: 'Trouvé',
    hint: 'Que faire',
    place: 'Où',
  },

  targets: 'Machines concernées',

  runbook: {
    all: 'Tous les runbooks',
    allDescription: 'Les procédures, telles que la commande les exécute.',
    none: 'Il n’y en a pas encore. Pour commencer le premier :',
    steps: (count: number) => plural(count, 'étape', 'étapes'),
    historical: 'Runbook historique.',
    historicalNote:
      'Il décrit ce qui se faisait avec une version ancienne ; la commande demande confirmation avant de l’exécuter.',
    targets: 'Cibles',
    order: 'Ordre',
    orders: {
      'by-step': 'étape par étape, sur toutes les machines',
      'by-host': 'une machine après l’autre',
    },
    invariants: 'Doit rester vrai',
    params: 'Paramètres',
    param: {
      name: 'Nom',
      meaning: 'Sens',
      type: 'Type',
      default: 'Par défaut',
      form: 'forme',
      required: 'à donner',
      secret: 'secret',
      secretFrom: 'demandé, ou lu dans',
    },
    paramTypes: {
      string: 'texte',
      number: 'nombre',
      boolean: 'true ou false',
      address: 'adresse IP',
      host: 'machine',
    },
    planAll: 'Voir sans rien faire',
    runAll: 'Tout exécuter',
  },

  /** The inventory's pages. */
  inventory: {
    inventory: 'Inventaire',
    overview: 'Vue d’ensemble',
    hosts: 'Hôtes',
    switches: 'Switchs',
    'port-channels': 'Port-channels',
    sans: 'Baies de stockage',
    inventoryDescription: 'Une page par hôte, switch, port-channel et baie, tirée de l’inventaire.',
    diagramIndex: 'Schémas',
    noDiagram: 'Aucun n’est encore dessiné : npx runbook generate les tire de l’inventaire.',
    seenIn: 'Dans les schémas',
    kinds: {
      diagrams: 'Câblage, réseau, stockage, cluster : chaque élément mène à sa page.',
      hosts: 'Serveurs : interfaces, agrégats, adresses, accès, stockage, runbooks.',
      switches: 'Ports, port-channels, VLAN, configuration voulue et relevée.',
      'port-channels': 'Agrégats de ports des switchs, avec ce qu’il y a en face.',
      sans: 'Interfaces, cibles, LUN, stockages qui en dépendent.',
    },
    sources: 'Fichiers',
    sourcesNote: 'L’inventaire tel qu’il est écrit.',
    crumbs: 'Fil d’Ariane',
    diagram: 'Schéma',
    interfaces: 'Interfaces',
    bonds: 'Agrégats',
    bridges: 'Ponts',
    addresses: 'Adresses',
    cables: 'Câbles',
    vlans: 'VLAN',
    storage: 'Stockage',
    targets: 'Cibles et LUN',
    cluster: 'Cluster',
    services: 'Services',
    access: 'Accès SSH',
    config: 'Configuration',
    problems: 'Incohérences',
    gaps: 'Ce qu’on ne sait pas',
    runbooks: 'Runbooks',
    ports: 'Ports',
    members: 'Ports membres',
    noCables: 'Aucun câble connu.',
    noInterfaces: 'Ses interfaces ne sont pas décrites dans l’inventaire.',
    noAccess: 'L’inventaire ne dit pas comment s’y connecter.',
    noKeys:
      'Aucune clé d’hôte n’est épinglée : la commande demandera de confirmer la première connexion.',
    noPorts: 'Aucun port n’est décrit dans l’inventaire.',
    wanted: 'Voulue, tirée de l’inventaire.',
    wantedPart: 'Les lignes voulues de ce port-channel et de ses ports.',
    found: 'Relevée, telle que trouvée sur l’équipement.',
    written: 'Écrit dans',
    steps: 'Étapes :',
    historical: 'historique',
    unknown: 'inconnu',
    unsaid: 'Inconnu',
    seeProblems: (count: number) =>
      count === 1 ? '1 incohérence connue' : `${count} incohérences connues`,
    seeGaps: (count: number) => (count === 1 ? '1 lacune' : `${count} lacunes`),
    copy: 'Copier',
  },

  /** A runbook's page: its bar, steps and last runs. */
  runbookPage: {
    kinds: {
      reads: 'lit',
      changes: 'modifie',
      writes: 'écrit un fichier',
      manual: 'à la main',
    },
    step: (number: number, total: number) => `Étape ${number} sur ${total}`,
    stepLink: (number: number) => `Lien vers l’étape ${number}`,
    elsewhere: 'Cette étape ne s’exécute pas sur {host}.',
    onlyHost: 'Commandes pour {host} seulement.',
    content: 'Détail',
    runStep: 'Exécuter cette étape',
    on: (hosts: string) => `Sur ${hosts}`,
    tick: (number: number, title: string) => `Étape ${number} faite : ${title}`,
    ticked: 'Fait',
    sudo: 'sudo',
    reboots: 'redémarre la machine',
    revert: (after: string) => `retour automatique après ${after}`,
    timeout: (after: string) => `${after} au plus`,
    bar: 'Suivi de la lecture',
    machine: 'Machine',
    allMachines: 'Toutes',
    allOfThem: (count: number) => `les ${count}`,
    count: '{done}/{all} cochées',
    countOn: '{done}/{all} cochées pour {host}',
    reset: 'Effacer',
    fold: 'Tout replier',
    unfold: 'Tout déplier',
    unkept:
      'Ce navigateur ne garde rien de cette page : les coches et le choix de la machine seront perdus au rechargement.',
    steps: 'Étapes',
    columns: {
      number: 'Nᵒ',
      step: 'Étape',
      hosts: 'Machines',
      kind: 'Action',
      timeout: 'Délai',
      last: 'Dernière exécution',
    },
    needs: 'Il faut',
    needsSsh: (hosts: string) => `un accès SSH à ${hosts}`,
    needsSudo: (hosts: string) => `sudo sur ${hosts}`,
    needsParams: (names: number): string => (names === 1 ? 'le paramètre' : 'les paramètres'),
    needsSecrets: (names: number): string => (names === 1 ? 'le secret' : 'les secrets'),
    needsPerson: (steps: number) =>
      steps === 1
        ? 'une personne sur place : 1 étape se fait à la main'
        : `une personne sur place : ${steps} étapes se font à la main`,
    needsTime: (time: string) => `${time} au plus de commandes par machine (somme des délais)`,
    lastRun: 'Dernière exécution',
    lastRuns: 'Dernières exécutions',
    outcomes: {
      done: 'réussie',
      satisfied: 'déjà satisfaite',
      declared: 'déclarée faite',
      skipped: 'passée',
      failed: 'échouée',
      unknown: 'issue inconnue',
      undone: 'défaite depuis',
    },
    by: 'par',
    onHost: 'sur',
    lasted: 'en',
    texts: {
      edited: 'le texte exécuté alors était plus ancien que celui-ci',
      changed: 'l’inventaire donnait alors un autre texte',
    },
    more: (count: number) => `et ${count} autres machines`,
    findings: (count: number) =>
      count === 1 ? '1 incohérence connue à ce sujet' : `${count} incohérences connues à ce sujet`,
    findingSource: 'voir la ligne',
  },

  step: {
    roles: {
      run: 'Commandes',
      put: 'Fichier à écrire',
      manual: 'À la main',
      check: 'Vérification préalable',
      verify: 'Contrôle',
      undo: 'Retour arrière',
      expect: 'Sortie attendue',
      answer: 'Réponses',
    },
    /** What a block is for, in a sentence; empty for the action, which the page itself explains. */
    notes: {
      run: '',
      put: '',
      manual: '',
      check: 'si elle réussit, l’étape est déjà faite et on la passe',
      verify: 'doit réussir après l’action',
      undo: 'pour défaire l’étape',
      expect: 'dans cet ordre ; « … » remplace n’importe quoi',
      answer: 'question attendue => ce qui est répondu',
    },
    ofStep: (id: string) => `de l’étape ${id}`,
    hosts: 'Machines',
    onHosts: (hosts: string) => `Sur ${hosts}`,
    runAlone: 'Cette étape seule',
  },

  /** Options of a block. */
  option: {
    sudo: 'sudo',
    readonly: 'ne change rien',
    rerunSafe: 'peut être refaite sans risque',
    revert: (duration: string) => `retour automatique après ${duration}`,
    reboots: 'redémarre la machine',
    parallel: 'machines côte à côte',
    timeout: (duration: string) => `délai de ${duration}`,
    retries: (count: number) => plural(count, 'nouvel essai', 'nouveaux essais'),
    retriesEvery: (count: number, duration: string) =>
      `${plural(count, 'nouvel essai', 'nouveaux essais')}, toutes les ${duration}`,
    mode: (mode: string) => `droits ${mode}`,
    owner: (owner: string) => `propriétaire ${owner}`,
  },
};
