# Adresses des pages (08).

G0801 = deux pages ont l’adresse { $url }
    .first = l’autre se trouve ici
    .help = donnez à l’une d’elles un autre slug
    .explain = Une adresse vient des dossiers, ou de leurs slug, et du nom du fichier, ou de son slug. Deux textes d’une même langue arrivent au même résultat.
G0802 = l’alias { $alias } est l’adresse d’une page
    .first = cette page
    .help = retirez l’alias
    .explain = Une redirection prendrait la place d’une page qui existe. Un alias sert à une adresse que plus aucune page ne porte.
G0803 = l’alias { $alias } paraît dans deux articles
    .first = l’autre se trouve ici
    .help = retirez l’un des deux
    .explain = Une ancienne adresse ne peut mener qu’à une seule page.
G0804 = « { $alias } » n’est pas une adresse de ce site
    .help = écrivez le chemin de l’ancienne adresse, comme /fr/ancienne/page/
    .explain = Un alias est un chemin depuis la racine du site. Les autres sites, `..`, les questions (`?`) et les signes que les systèmes de fichiers refusent ne sont pas permis.
G0805 = l’alias { $alias } mène à lui-même
    .help = retirez-le
    .explain = Un alias est une ancienne adresse de l’article; celle-ci est l’adresse actuelle.
G0806 = un fichier se trouve là où { $path } est déjà pris
    .first = par ceci
    .help = renommez le fichier
    .explain = Un fichier de `static/`, ou à côté d’un article, a l’adresse d’une page ou d’un fichier que guichet produit.
G0807 = { $url } et { $other } se confondent sur certains systèmes
    .first = l’autre se trouve ici
    .help = donnez à l’une d’elles un autre slug ou un autre nom
    .explain = Certains systèmes de fichiers ne distinguent pas les majuscules, ou deux façons d’écrire é. Les deux pages y seraient un seul fichier.
