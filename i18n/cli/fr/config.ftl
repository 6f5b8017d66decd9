# Configuration et fichiers de données (01).

G0101 = ceci n’est pas du TOML valide : { $reason ->
        [curly] les guillemets doivent être droits ("), sans guillemets courbes ni chevrons
        [unquoted] un texte doit être entre guillemets, et le reste être true, false, un nombre ou une date
        [quote] un guillemet manque à la fin du texte, ou un guillemet est de trop
        [bool] ce mot n’est ni true ni false
        [date] cette date n’existe pas ou n’a pas la forme année-mois-jour
        [duplicate] cette clé paraît deux fois
        [equals] il manque un signe = entre la clé et la valeur
        [value] il manque une valeur après le signe =
        [array] il manque une virgule, un crochet ou une accolade
        [escape] après une barre oblique inversée, ce signe n’est pas permis
        [key] ce nom de clé n’est pas permis sans guillemets
        [extra] du texte suit la valeur sur la même ligne
        [zero] un nombre ne peut pas commencer par un zéro
       *[other] une partie n’est pas comprise ({ $original })
    }
    .help = { $reason ->
        [curly] tapez le guillemet droit du clavier : title = "Bonjour"
        [unquoted] mettez le texte entre guillemets droits, comme title = "Bonjour"
        [quote] mettez un guillemet droit au début et à la fin; à l’intérieur, écrivez \"
        [bool] écrivez true pour oui, false pour non
        [date] écrivez la date comme 2026-05-04, sans guillemets
        [duplicate] n’en gardez qu’une
        [equals] écrivez clé = valeur, une par ligne
        [value] écrivez une valeur, ou retirez la ligne
        [array] écrivez la liste comme ["a", "b"]
        [escape] doublez la barre oblique inversée, ou mettez le texte entre apostrophes droites
        [key] une clé n’a que des lettres sans accent, des chiffres, _ et -
        [extra] ne mettez qu’une clé et une valeur par ligne
        [zero] mettez-le entre guillemets, comme "0123"
       *[other] corrigez la ligne; les textes vont entre guillemets, les listes entre crochets
    }
    .explain = Un fichier ou un en-tête écrit en TOML n’a pas pu être lu. Chaque `clé = valeur` occupe sa ligne, les textes vont entre guillemets droits, les dates sans guillemets (`2026-05-04`), les listes entre crochets. Ce qui a pu être compris a été utilisé, afin que les autres problèmes soient signalés aussi.
G0102 = ceci n’est pas du YAML valide : { $reason ->
        [tab] une tabulation se trouve dans le retrait
        [colon] un deux-points se trouve dans un texte sans guillemets
        [quote] un guillemet manque, ou du texte suit le guillemet de la fin
        [list] il manque une virgule ou un crochet dans la liste
        [key] il manque un deux-points et une espace après la clé
        [indent] le retrait de cette ligne ne va pas avec celui des autres
        [sign] une valeur sans guillemets ne peut pas commencer par ce signe
        [no-keys] il n’y a aucune clé dans cet en-tête
        [escape] après une barre oblique inversée, ce signe n’est pas permis
       *[other] une partie n’est pas comprise ({ $original })
    }
    .help = { $reason ->
        [tab] mettez des espaces à la place de la tabulation
        [colon] mettez le texte entre guillemets, comme title: "Prêt : durée"
        [quote] mettez un guillemet droit au début et à la fin du texte
        [list] écrivez la liste comme [a, b]
        [key] écrivez clé: valeur, une par ligne
        [indent] alignez les clés au début de la ligne
        [sign] mettez le texte entre guillemets droits
        [no-keys] écrivez au moins title: …; si c’est un trait de séparation, mettez une ligne vide au début du fichier
        [escape] doublez la barre oblique inversée, ou mettez le texte entre apostrophes droites
       *[other] vérifiez le retrait (des espaces, pas de tabulation) et mettez entre guillemets les textes qui contiennent un deux-points
    }
    .explain = L’en-tête entre des lignes `---` est en YAML. Les causes habituelles : une tabulation, un retrait inégal, ou un titre avec un deux-points sans guillemets.
G0103 = réglage inconnu « { $key } »
    .help = retirez-le, ou cherchez-le dans la référence de guichet.toml
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = Une clé de `guichet.toml` n’est pas connue de guichet : elle reste sans effet. Le plus souvent, elle est mal orthographiée ou placée dans la mauvaise table.
G0104 = « { $key } » doit être { $expected ->
        [string] un texte entre guillemets
        [integer] un nombre entier, sans guillemets
        [bool] true ou false, sans guillemets
        [date] une date comme 2026-05-04
        [strings] une liste de textes, comme ["a", "b"]
        [table] une table
       *[other] { $expected }
    }
    .help = écrivez la valeur sous cette forme
    .explain = La valeur n’est pas de la sorte attendue : un nombre à la place d’un texte, un texte à la place d’une liste, etc.
G0105 = le réglage « { $key } » manque
    .help = ajoutez-le dans guichet.toml
    .explain = guichet a besoin au moins de `title`, `base_url`, `default_language` et d’une table `[languages.xx]` avec un `name`.
G0106 = « { $code } » ne peut pas être une langue
    .help = utilisez un code comme fr, en ou pt-BR, une seule fois chacun
    .explain = Une langue est un code BCP 47 : lettres, chiffres et traits d’union. Elle nomme le dossier sous `content/` et le début des adresses. Le même code ne peut paraître deux fois, même avec d’autres majuscules.
G0107 = « { $url } » n’est pas l’adresse d’un site
    .help = écrivez l’adresse entière, comme https://aide.example.ca/
    .explain = `base_url` est l’adresse publique du site : `http://` ou `https://`, un domaine, et au besoin un dossier; ni question (`?`) ni ancre (`#`).
G0108 = la langue par défaut « { $code } » n’est pas déclarée
    .help = déclarez-la sous [languages], ou choisissez-en une qui l’est
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = `default_language` doit être l’une des langues des tables `[languages]`.
G0109 = « { $value } » n’est pas une valeur possible de « { $key } »
    .help = choisissez parmi : { $allowed }
    .explain = La clé n’accepte que quelques mots.
G0110 = « { $value } » n’est pas une date
    .help = écrivez année-mois-jour, comme 2026-05-04
    .explain = Une date est un vrai jour du calendrier, écrit année-mois-jour, deux chiffres pour le mois et le jour.
G0111 = plus de { $limit } niveaux imbriqués
    .help = aplatissez les données
    .explain = Tables et listes peuvent s’imbriquer sur 32 niveaux, bien plus qu’aucun réglage n’en demande.
G0112 = les ancres et alias YAML ne sont pas permis ici
    .help = écrivez la valeur au long, ou utilisez du TOML entre des lignes +++
    .explain = Les ancres (`&a`) et alias (`*a`) permettent à quelques lignes de représenter des gigaoctets; guichet les refuse.
G0113 = « { $key } » ressemble à un secret
    .help = retirez-le du fichier et mettez-le dans une variable d’environnement
    .explain = Mots de passe, jetons et clés ne vont jamais dans `guichet.toml` : le fichier est partagé et conservé dans l’historique. Retirez la valeur, changez le secret, et donnez-le par la variable d’environnement que nomme la documentation.
G0114 = « { $key } » paraît deux fois
    .first = la première fois ici
    .help = n’en gardez qu’une
    .explain = Une clé ne peut paraître qu’une fois dans une table.
G0115 = plus de { $limit } valeurs
    .help = divisez le fichier
    .explain = Un fichier de données peut contenir 20 000 valeurs, bien plus qu’aucun site n’en demande.
G0116 = il n’y a pas de vérification nommée « { $name } »
    .help = consultez la liste des vérifications dans la documentation
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = Les clés de `[checks]` sont des noms de vérifications, comme `broken-link`; les valeurs sont "error", "warn" ou "off".
G0117 = « { $key } » désigne « { $id } », et aucun article n’a cet id
    .help = écrivez le chemin d’un article sans la langue ni .md, comme loans/renewals
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = `questions`, sous `[home]`, et `form` ou `chat`, sous `[contact]`, désignent des articles par leur id : le chemin sous la langue, sans extension. Le même id vaut pour toutes les langues.
