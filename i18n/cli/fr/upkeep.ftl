# Ce qu’un site perd de vue en grandissant (domaine 12).

G1201 = cette page n’a pas de description
    .label = aucune description dans son en-tête
    .help = ajoutez description = "…" : une phrase qui dit ce que le lecteur y trouve
    .explain = La description paraît sous le titre dans les listes, dans la recherche et dans les moteurs de recherche. Sans elle, guichet prend le début du texte, rarement écrit pour cela.

G1202 = deux articles s’appellent « { $title } »
    .label = le second
    .first = le premier
    .help = dites dans chaque titre ce qui le distingue
    .explain = Dans les résultats d’une recherche et dans les onglets du navigateur, le titre est seul, sans la section. Deux articles d’une langue qui ont le même titre ne s’y distinguent pas.

G1203 = deux pages ont la même description
    .label = la seconde
    .first = la première
    .help = dites ce que cette page contient et l’autre non
    .explain = Une description dit ce qui distingue une page. La même deux fois vient le plus souvent d’un en-tête copié.

G1204 = cette page était à relire avant le { $date }{ $owned ->
        [0] {""}
       *[other] {" "}(responsable : { $owner })
    }
    .label = passé
    .help = relisez-la, corrigez-la, puis mettez la prochaine date dans review_by
    .explain = `review_by` est le jour avant lequel quelqu’un a promis de relire la page. Il est comparé à aujourd’hui, ou à --date.

G1205 = seules des listes mènent à « { $id } » : aucun texte n’y mène
    .label = aucun lien, et aucun article ne le dit apparenté
    .help = liez-le depuis un article qui parle de la même chose, ou nommez-le dans le related de l’un d’eux
    .explain = Tout article est dans la liste de sa section, mais peu de gens lisent les listes : ils suivent des liens. Aucun texte du site ne mène à celui-ci, aucun article ne le montre parmi ses apparentés, aucun ne partage ses étiquettes. Ou bien les lecteurs en ont besoin, et un texte peut le dire; ou bien il peut disparaître.

G1206 = rien n’emploie « { $path } »
    .help = montrez-le ou liez-le, ou supprimez-le
    .explain = Les fichiers à côté des textes et les images de static/ sont publiés, et pèsent sur le site et ses copies de sûreté. Aucun lien ni aucune image ne mène à celui-ci, et son nom n’est dans aucun en-tête, aucun HTML, aucun gabarit, aucun style ni aucun réglage. De static/, seules les images sont regardées : d’autres sites peuvent lier les autres fichiers.

G1207 = { $width ->
        [0] « { $path } » pèse { $kib } Kio
       *[other] « { $path } » a { $width } pixels de large et pèse { $kib } Kio
    }
    .label = bien plus que ce qu’une page montre
    .help = enregistrez-la avec au plus 1 600 pixels de large, en JPEG, WebP ou AVIF si c’est une photo
    .explain = La colonne de texte a environ 740 pixels de large, 1 480 sur les écrans les plus fins. Une image de plus de 2 400 pixels ou de plus de 1 Mio coûte du temps et des données pour rien de visible, surtout au téléphone.
