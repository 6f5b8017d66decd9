# En-tête des articles (02).

G0201 = l’en-tête n’est pas fermé
    .label = ouvert ici
    .help = ajoutez une ligne avec seulement { $fence } après la dernière clé
    .explain = L’en-tête se trouve entre deux lignes qui ne contiennent que `+++` (TOML) ou que `---` (YAML). La seconde manque : guichet ne peut savoir où le texte commence.
G0202 = clé inconnue « { $key } »
    .help = retirez-la, ou placez-la sous [extra]
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = L’en-tête a une clé que guichet ne connaît pas; elle reste sans effet. Les données propres à un site vont sous `extra`.
G0203 = cet article n’a pas de titre
    .help = ajoutez title = "…" à l’en-tête, ou commencez le texte par un titre #
    .explain = Tout article a un titre : la clé `title`, ou un titre de premier niveau qui ouvre le texte.
G0204 = l’article expire avant d’être publié
    .help = expires_on doit venir après publish_on
    .explain = Avec ces deux dates, l’article n’est jamais montré.
G0205 = l’en-tête dépasse { $limit } octets
    .help = déplacez les longs textes dans l’article
    .explain = L’en-tête peut avoir 64 Kio.
G0206 = « { $id } » ne peut pas être l’identifiant d’un article
    .help = utilisez des noms séparés par /, comme loans/renewals
    .explain = Un identifiant a la forme d’un chemin relatif : des noms séparés par `/`, sans `..` ni signes que les systèmes de fichiers refusent.
G0207 = « { $slug } » ne peut pas faire partie d’une adresse
    .help = utilisez des lettres, des chiffres et des traits d’union, comme renouveler-un-emprunt
    .explain = `slug` est la dernière partie de l’adresse : un seul nom, sans espace, sans barre oblique ni signes réservés.
G0208 = il n’y a pas d’article « { $id } » à mettre en relation
    .help = écrivez l’identifiant d’un article : son chemin sous la langue, sans .md
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = La liste `related` contient des identifiants d’articles, comme `loans/renewals`.
G0209 = le titre ne contient aucun mot
    .help = écrivez le titre comme un usager poserait la question
    .explain = Un titre a au moins une lettre ou un chiffre.
G0210 = outil de clavardage inconnu « { $provider } »
    .help = choisissez parmi : zendesk, messenger, libraryh3lp, tawk, libanswers, chatwoot, zammad, intercom, crisp
    .nearest = vouliez-vous écrire « { $nearest } »?
    .explain = La clé `provider` nomme l’outil de clavardage dont parle un guide.
G0211 = l’en-tête doit commencer à la première ligne du fichier
    .help = retirez les lignes vides avant { $fence }
    .explain = L’en-tête d’un article est reconnu seulement si sa ligne `+++` ou `---` est la toute première du fichier. Après une ligne vide, il n’est que du texte et paraîtrait dans la page.
G0212 = ceci ressemble à du { $written }, mais se trouve entre des lignes { $fence }
    .help = mettez { $right } au lieu de { $fence }, au début et à la fin de l’en-tête
    .explain = Entre des lignes `+++`, l’en-tête est en TOML : `title = "Bonjour"`. Entre des lignes `---`, il est en YAML : `title: Bonjour`. Les deux ne se mélangent pas.
