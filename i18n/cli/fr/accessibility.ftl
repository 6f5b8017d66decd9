# Ce qui ferme la porte à des lecteurs (domaine 10).

G1001 = l’image « { $image } » n’a pas de texte de remplacement
    .label = rien entre les crochets
    .help = dites entre les crochets ce que l’image montre; si elle n’est que décorative, écrivez <img src="…" alt="">
    .explain = Le texte de remplacement est ce que reçoit une personne qui ne voit pas l’image, et tout le monde quand elle ne se charge pas. Dites en une phrase ce qu’elle montre et pourquoi elle est là : ![Le bouton Aide, en haut à droite du catalogue](bouton.png). Une image qui n’apprend rien s’écrit en HTML, avec un alt vide.

G1002 = « { $alt } » ne dit pas ce que l’image montre
    .label = un nom de fichier, ou le genre d’image
    .help = décrivez ce qu’il faut y voir
    .explain = Un lecteur d’écran annonce déjà qu’il y a une image; le nom de son fichier ou les mots « capture d’écran » n’ajoutent rien. Dites ce qu’elle montre : le bouton à presser, la ligne à lire, la salle sur le plan.

G1003 = cet intertitre est de niveau { $level }, sous un niveau trop éloigné
    .label = un niveau est sauté
    .help = mettez-le au niveau { $right }, ou ajoutez au-dessus l’intertitre qui manque
    .explain = Avec un lecteur d’écran, on se déplace d’un intertitre à l’autre, et un niveau sauté fait chercher une partie qui n’existe pas. Le titre de la page est de niveau 1 : un texte commence au niveau 2 (##), et chaque intertitre est au plus un niveau sous le précédent. On choisit un niveau pour son rang, non pour sa taille.

G1004 = « { $title } » est un second titre dans cette page
    .label = le niveau 1 est celui du titre
    .help = écrivez-le avec ##
    .explain = Une page a un seul titre de niveau 1 : celui de l’en-tête, ou le # qui ouvre le texte. Un autre en fait deux pages pour qui l’écoute.

G1005 = « { $words } » ne dit pas où mène le lien
    .label = vague hors de sa phrase
    .help = faites un lien des mots qui nomment la page ou l’action : « renouveler un prêt », « les heures d’ouverture »
    .explain = Bien des gens passent de lien en lien ou font la liste de ceux d’une page : « cliquez ici » ou « en savoir plus » n’y disent rien, et trois d’entre eux mènent à trois endroits. Faites un lien des mots qui disent ce qu’il y a au bout. Dans guichet.toml, `[links] vague` ajoute vos propres mots à la liste.

G1006 = les mots de ce lien sont son adresse
    .label = sera lue lettre par lettre
    .help = écrivez [le nom de la page]({ $address })
    .explain = Un lecteur d’écran épelle une adresse, et peu de gens en comprennent une d’un coup d’œil. Prenez le nom de la page ou du site comme mots du lien. Quand c’est l’adresse même qu’il faut voir, comme dans une référence, mettez-la en code, ou éteignez la vérification dans [checks].

G1007 = ce lien n’a pas de mots
    .label = rien à suivre
    .help = écrivez entre les crochets où il mène
    .explain = Un lien sans mots est invisible, et un lecteur d’écran ne peut qu’épeler son adresse. Quand le lien est une image, son texte de remplacement tient lieu de mots.

G1008 = { $columns ->
        [one] une colonne de ce tableau n’a pas d’en-tête
       *[other] aucune des { $columns } colonnes de ce tableau n’a d’en-tête
    }
    .label = vide
    .help = dites dans la première ligne ce que contient chaque colonne; si ce ne sont pas des données, faites une liste
    .explain = Un lecteur d’écran répète l’en-tête de la colonne avant chaque cellule : sans lui, la cellule est une réponse sans question. Seul le coin en haut à gauche peut rester vide, quand la première colonne nomme les lignes. Un tableau qui ne sert qu’à placer des textes côte à côte s’écrit mieux en liste ou en paragraphes.
