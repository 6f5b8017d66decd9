G0601 = le gabarit { $template } ne peut pas servir (en anglais : { $reason })
    .label = ici
    .page = en fabriquant la page de ce texte
    .help = corrigez le gabarit, ou effacez le fichier pour revenir à celui du thème intégré
    .explain = Un gabarit du thème est mal écrit, ou demande une valeur qui n’existe pas. Le message donne son nom et la ligne, et le texte dont la page se fabriquait. Les gabarits du site sont dans themes/NOM/templates; sans eux, guichet prend les siens.
G0602 = ces chaînes ne sont pas du Fluent valide (en anglais : { $reason })
    .label = ici
    .help = écrivez « clé = texte »; les lignes qui suivent sont en retrait
    .explain = Les textes de l’interface sont écrits en Fluent, dans i18n/LANGUE.ftl. Chaque message commence par sa clé en début de ligne, un signe égal, puis le texte. La suite d’un long texte et les variantes d’un pluriel sont en retrait. Voir projectfluent.org.
G0603 = la chaîne « { $key } », que demande le gabarit { $template }, n’existe pas ({ $lang })
    .label = demandée ici
    .help = ajoutez la clé dans i18n/{ $lang }.ftl
    .nearest = la clé la plus proche est « { $nearest } »
    .explain = Un gabarit demande un texte d’interface par la fonction t(), et aucune langue ne l’a. Les textes intégrés sont complets en français et en anglais; une clé propre au site s’ajoute dans i18n/LANGUE.ftl, pour chaque langue du site.
G0604 = le thème n’a pas de gabarit « { $name } »
    .label = demandé ici
    .help = créez themes/NOM/templates/{ $name }.html, ou retirez la clé « template »
    .nearest = le gabarit le plus proche est « { $nearest } »
    .explain = L’en-tête d’un article peut choisir son gabarit : template = "guide" prend guide.html. Ce nom ne correspond à aucun fichier du thème ni du site.
G0605 = le thème « { $name } » n’existe pas
    .label = nommé ici
    .help = créez le dossier themes/{ $name }, ou écrivez « guichet » pour le thème intégré
    .nearest = le thème le plus proche est « { $nearest } »
    .explain = La clé « name » de la table [theme] nomme un dossier de themes/. Un thème ne contient que les fichiers qui diffèrent du thème intégré, nommé « guichet », lequel sert aussi quand la clé est absente.
G0606 = la chaîne « { $key } » ne remplace rien
    .label = définie ici
    .help = retirez-la, ou servez-vous-en dans un gabarit du site
    .nearest = la clé la plus proche est « { $nearest } »
    .explain = Un fichier i18n/LANGUE.ftl remplace les textes de l’interface clé par clé. Cette clé n’est ni dans les textes intégrés ni dans un gabarit du site : c’est souvent une faute de frappe, ou une clé qui a changé de nom.
G0607 = le thème n’a pas de fichier « { $name } »
    .label = nommé ici
    .help = ajoutez le fichier dans le dossier du thème, ou retirez-le de theme.toml
    .nearest = le fichier le plus proche est « { $nearest } »
    .explain = theme.toml donne la liste des feuilles de style et des scripts, dans l’ordre où les pages les chargent. Les noms sont ceux de fichiers de styles/ et de scripts/, dans le thème du site ou dans le thème intégré.
G0608 = le script { $name } s’importe lui-même, par un détour ou non
    .label = ce script
    .help = mettez ce que les deux partagent dans un troisième script
    .explain = Le nom publié d’un script contient l’empreinte de ses octets, et les scripts qui l’importent contiennent ce nom. Des scripts qui s’importent en rond n’ont donc pas de nom possible.
G0609 = les pages en « { $lang } » montrent des mots anglais autour du texte
    .help = écrivez les textes d’interface de la langue dans i18n/{ $code }.ftl
    .explain = Les mots que les pages montrent autour du texte (menu, sommaire, précédent, suivant) existent en français et en anglais. Pour une autre langue, ils s’écrivent dans `i18n/CODE.ftl`, une clé par ligne; d’ici là, les lecteurs voient les mots anglais.
G0610 = le gabarit { $template } dépasse une limite : { $what ->
        [steps] plus de { $limit } pas pour une page
        [bytes] une page de plus de { $limit } octets
       *[chain] plus de { $limit } gabarits les uns dans les autres
    }
    .label = ici
    .page = pendant la fabrication de la page de ce texte
    .help = cherchez une boucle dans une boucle, ou un composant qui s’appelle lui-même sans fin
    .explain = Un gabarit qui ne finit jamais retiendrait la construction pendant des heures. Pour une page, les gabarits peuvent faire 1 000 000 de pas : chaque tour d’une boucle ou d’une liste en compréhension, chaque bloc, composant et gabarit inclus en est un, de même que chaque tranche de 32 octets de texte gardée par {"{% set %}"}. Une page peut avoir 32 Mio, range() ne va pas au-delà de 10 000 nombres, et 32 gabarits au plus peuvent s’inclure ou se prolonger les uns les autres.
G0611 = la couleur { $color } ne ressort pas assez { $place ->
        [paper] sur la page
        [card] sur les cartes
        [sunk] sur les fonds de code et d’encadré
        [dark-paper] sur la page sombre
        [dark-card] sur les cartes sombres
        [dark-sunk] sur les fonds sombres de code et d’encadré
       *[band] sous le texte du bandeau
    } : { $virgule } pour 1, il faut 4,5
    .label = cette couleur
    .help = choisissez une couleur plus foncée; pour l’apparence sombre, plus claire
    .nearest = écrivez "{ $nearest }", la couleur la plus proche qui convient
    .explain = La couleur d’`accent`, dans la table `[theme]`, devient celle du bandeau, des boutons et des liens. Un texte se lit si son contraste avec le fond est d’au moins 4,5 pour 1 (WCAG 2.2, niveau AA) : guichet le mesure sur chaque fond du thème, dans l’apparence claire et dans la sombre, et refuse une couleur qui n’y est pas. La couleur proposée a la même teinte; seule sa clarté change, le moins possible.
G0612 = il n’y a pas d’image « { $name } »
    .label = nommée ici
    .help = déposez le fichier dans static/ ou dans le dossier du thème (SVG, PNG, WebP, JPEG, GIF ou ICO)
    .nearest = l’image la plus proche dans static/ est « { $nearest } »
    .explain = Les clés `logo` et `favicon` de la table `[theme]` nomment une image : `logo.svg` est cherchée dans le dossier du thème, puis dans `static/`; `img/logo.svg` est `static/img/logo.svg`. Le nom se termine par svg, png, webp, jpg, gif ou ico.
G0613 = --{ $name } ({ $color }) ne ressort pas assez { $place ->
        [paper] sur la page
        [card] sur les cartes
        [sunk] sur les fonds de code et d’encadré
        [dark-paper] sur la page sombre
        [dark-card] sur les cartes sombres
        [dark-sunk] sur les fonds sombres de code et d’encadré
       *[band] sur le bandeau
    } : { $virgule } pour 1, il faut { $moins }
    .label = cette variable, ou celle du fond
    .help = éloignez la couleur de celle du fond
    .nearest = --{ $name }: { $nearest } est la couleur la plus proche qui convient
    .explain = Un style du site change les couleurs du thème, et ce qui en résulte se lit mal : il faut 4,5 pour 1 entre un texte et son fond, 3 pour 1 entre un contour ou une marque et le sien (WCAG 2.2, niveau AA), dans l’apparence claire et dans la sombre. guichet mesure les variables du thème écrites comme couleurs ou comme light-dark(claire, sombre).
