# Entre les langues (05).

G0501 = deux articles ont l’identifiant « { $id } »
    .first = l’autre se trouve ici
    .help = renommez l’un des fichiers, ou donnez à l’un d’eux un autre id
    .explain = Dans une langue, un identifiant désigne un seul article. `nom.md` et `nom/index.md` ont le même identifiant.
G0502 = « { $id } » n’existe pas dans la langue « { $lang } »
    .help = traduisez-le, ou laissez-le : la navigation dit qu’il existe dans l’autre langue
    .explain = Un article existe dans une langue et pas dans l’autre. Les lecteurs de l’autre langue le trouvent quand même, marqué de sa langue.
G0503 = la version de « { $id } » dans la langue « { $lang } » est plus ancienne que l’original
    .help = mettez la traduction à jour, puis changez sa date updated
    .explain = La date `updated` de l’article dans la langue par défaut est postérieure à celle de la traduction.
G0504 = « { $code } », dans content/, n’est pas une langue du site
    .help = déclarez-la sous [languages], ou sortez-la de content/
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = Chaque dossier sous `content/` est une langue, déclarée dans `guichet.toml`. Ce qui se trouve ailleurs n’est pas publié.
