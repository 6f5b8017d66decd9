# Ce que disent les commandes.

level-error = erreur
level-warning = avertissement
level-help = aide
# In frames the colon is not ours; what must stand before it is.
level-help-frame = aide{"\u00A0"}
labelled = { $word } : { $text }

total = { $errors ->
        [0] aucune erreur
        [one] 1 erreur
       *[other] { $errors } erreurs
    }, { $warnings ->
        [0] aucun avertissement
        [one] 1 avertissement
       *[other] { $warnings } avertissements
    }.
total-hidden = { $hidden ->
        [one] ({ $hidden } n’est pas montré.)
       *[other] ({ $hidden } ne sont pas montrés.)
    }
total-in-file = { $hidden ->
        [one] ({ $hidden } n’est pas montré; tout est dans { $path }.)
       *[other] ({ $hidden } ne sont pas montrés; tout est dans { $path }.)
    }
report-head = { $version } : tous les problèmes du site, un par ligne
all-clean = Tout est en ordre.
seconds = { $whole },{ $tenth } s

progress-build = Construction du site…
progress-write = Publication…
waiting = Une autre construction publie ici (processus { $holder }); attente de sa fin.
summary-language = { $language } : { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }, { $sections ->
        [one] { $sections } section
       *[other] { $sections } sections
    }, { $tags ->
        [one] { $tags } étiquette
       *[other] { $tags } étiquettes
    }, { $redirects ->
        [one] { $redirects } redirection
       *[other] { $redirects } redirections
    }
summary-nothing = Rien à faire : { $out } est à jour ({ $unchanged ->
        [one] { $unchanged } fichier vérifié
       *[other] { $unchanged } fichiers vérifiés
    } en { $time })
summary-done = Publié dans { $out } : { $written ->
        [one] { $written } écrit
       *[other] { $written } écrits
    }, { $unchanged ->
        [one] { $unchanged } inchangé
       *[other] { $unchanged } inchangés
    }, { $removed ->
        [one] { $removed } retiré
       *[other] { $removed } retirés
    }, en { $time }

init-done = Un site de { $files } fichiers est prêt dans { $dir }. Ensuite :
    
    {"    "}guichet serve --root { $dir }
new-file = écrit : { $path }
new-done = Ce sont des brouillons : complétez-les, puis retirez « draft = true ».
new-article =
    +++
    title = "{ $title }"
    description = ""
    # Comment les usagers le demandent, dans leurs mots :
    questions = []
    tags = []
    updated = { $date }
    draft = true
    +++
    La réponse d'abord, en une ou deux phrases.

    ## Détails

serve-ready = Le site est à { $url } (Ctrl-C pour arrêter)
serve-rebuilt = Reconstruit en { $time }
serve-changed = { $path } a changé
serve-close = Fermer cet avis
serve-not-watching = Impossible de suivre les changements : { $reason }
serve-refused = Le site a des problèmes; les dernières bonnes pages restent en place
serve-not-yet = Le site ne peut pas encore être montré; corrigez ce qui précède, la page se rechargera
serve-problems = Le site a des problèmes
serve-open = Attention : { $address } est accessible à d’autres ordinateurs; tout le site leur est visible, brouillons compris s’ils sont demandés.

search-answered = Une réponse (sûre à { $percent } %) :
search-not-answered = Aucune réponse sûre ({ $percent } %) : le gadget offre une personne. Les articles les plus proches :
search-nothing = Aucun article n'en parle : le gadget offre une personne.
search-explained = Cherché en « { $lang } » :
search-signs = Signes de certitude (part dite, son carré, accord du titre, valeur par mot, mots, valeur) :
evaluate-head = langue	genre	questions	premier	3 premiers	MRR
evaluate-all = toutes
evaluate-hand-off = sans réponse : { $handed } % de { $unanswerable } confiées à une personne; bien répondues : { $right } % de { $answerable }; AUC { $auc }
evaluate-bad-line = { $path }:{ $line } : cette ligne n’est pas une question; écrivez {"{"}"lang": "fr", "question": "…", "expected": ["fr/…"]{"}"}
evaluate-none = aucune question dans { $path }

failure-read = impossible de lire { $path } : { $cause }
    .help = vérifiez qu’il existe et que vous pouvez le lire
failure-write = impossible d’écrire { $path } : { $cause }
    .help = le site déjà publié est intact; libérez de l’espace ou corrigez les droits, puis relancez
failure-no-config = il n’y a pas de guichet.toml dans { $path }, ni de dossier content/
    .help = allez dans le dossier du site, nommez-le avec --root, ou créez un site avec : guichet init mon-site
failure-lost = ce qu’une construction précédente a gardé dans .guichet/cache ne peut être ni lu ni refait
    .help = supprimez le dossier .guichet/cache et recommencez
failure-locked = { $path } est en cours de publication par le processus { $holder }
    .help = attendez qu’il termine
failure-port = impossible d’écouter au port { $port } : { $cause }
    .help = choisissez un autre port avec --port
failure-unknown-code = il n’y a pas de code « { $value } »
    .help = les codes ressemblent à G0401; la liste est dans la documentation
failure-file-exists = { $value } existe déjà
    .help = rien n’a été écrit; choisissez un autre nom
failure-bad-article-id = « { $value } » ne peut pas être l’identifiant d’un article
    .help = écrivez des minuscules sans accents, des chiffres et des traits d’union, séparés au besoin par /, comme loans/renewals; ni content/ ni langue au début
failure-interrupted = interrompu; le site déjà publié est intact
cause-not-found = fichier ou dossier introuvable
cause-permission = permission refusée
cause-no-space = plus d’espace sur le disque
cause-too-large = le fichier est plus gros que le système ne le permet
cause-too-large = le fichier est plus gros que le système ne le permet
cause-read-only = le disque est en lecture seule
cause-address-in-use = un autre programme l’utilise
cause-is-folder = c’est un dossier
cause-not-folder = une partie du chemin n’est pas un dossier

embed-label = Clavarder avec la bibliothèque
embed-label-messenger = Écrire à la bibliothèque par Messenger
embed-unavailable = Le clavardage n’est pas offert sans JavaScript
embed-title = { $provider }, { $language }
embed-paste = À coller :
embed-where = Où et comment, dans Koha { $version } :
embed-step-open = Ouvrez Outils › Personnalisations HTML, puis créez une entrée (permission edit_additional_contents).
embed-step-location = Choisissez l’emplacement OpacCredits et votre bibliothèque.
embed-step-tab-old = Dans l’onglet de la langue ({ $language }), collez l’extrait; l’onglet « Par défaut » doit aussi avoir un titre et un texte, sinon Koha refuse d’enregistrer.
embed-step-tab = Dans l’onglet de la langue ({ $language }), donnez un titre; gardez l’onglet « Par défaut » pour les autres langues.
embed-step-source = Cliquez sur « Code source » (<>) dans l’éditeur et collez l’extrait là, jamais dans la page visible; enregistrez.
embed-step-no-consent = Cette version de Koha n’a pas de préférence CookieConsentedJS (elle vient avec 22.11) : employez la forme à bouton, sans --form consent.
embed-step-consent = Ouvrez Administration › Préférences système, mettez CookieConsent à « Activer », puis cherchez CookieConsentedJS.
embed-step-consent-code = Ajoutez un code : nom { $provider }, description, motif et domaine des témoins que l’outil indique; cochez OPAC, collez l’extrait (du JavaScript, sans balise) et enregistrez.
embed-step-policy = Demandez à votre hébergeur si une politique de sécurité (CSP) est active : elle bloque les scripts en ligne, et les hôtes qui n’y sont pas nommés.
embed-step-look = Ouvrez le catalogue dans une fenêtre privée : le bouton ou la pastille paraît, et aucun code ne se lit au bas de la page. Sinon : guichet doctor.
embed-hosts = Hôtes à autoriser dans une politique de sécurité (à essayer d’abord en mode « report-only ») :

doctor-found = Trouvé : { $tools }.
doctor-clean = Rien à redire.

failure-no-id = il manque { $value }
    .help = donnez-le avec --id, ou dans guichet.toml sous [providers], comme [providers.tawk] property = "…"
failure-bad-id = « { $value } » n’a pas la forme d’un identifiant de cet outil
    .help = copiez-le de l’extrait que donne l’outil : la clé de Zendesk a 32 chiffres hexadécimaux en groupes, celle de tawk.to 24
